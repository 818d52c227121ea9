import { Button, Group, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { copyText } from '../../../state/actions/clipboard.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import classes from '../token-server.module.css';
import type { AuthorityTrust } from './authority-trust.ts';
import { certificateFingerprint } from './certificate-fingerprint.ts';

export interface AuthorityCardProps {
  readonly pem: string;
  readonly workspaceName: string;
  readonly trust: AuthorityTrust;
  readonly onTrust: () => void;
}

/** The local authority behind the server's certificate, and whether the built-in workspace trusts it. */
export function AuthorityCard({ onTrust, pem, trust, workspaceName }: AuthorityCardProps) {
  const fingerprint = useFingerprint(pem);
  return (
    <div className={classes.section}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        {trust === 'trusted' ? (
          <IconShieldCheck size={20} className={classes.trusted} aria-hidden />
        ) : (
          <IconShieldOff size={20} className={classes.untrusted} aria-hidden />
        )}
        <div>
          <Text size="sm">{describeTrust(trust, workspaceName)}</Text>
          {trust !== 'trusted' && (
            <Button size="compact-sm" variant="light" mt={6} onClick={onTrust}>
              Trust this CA and verify
            </Button>
          )}
        </div>
      </Group>
      <div>
        <Text size="xs" c="dimmed">
          SHA-256 fingerprint
        </Text>
        <code className={classes.fingerprint}>{fingerprint ?? '…'}</code>
      </div>
      <Group gap="xs">
        <CopyButton look="button" label="Copy fingerprint" copy={() => copyText(fingerprint ?? '')} />
        <CopyButton look="button" label="Copy PEM" copy={() => copyText(pem)} />
      </Group>
      <Text size="xs" c="dimmed">
        Generated on this machine at first use. Pass the PEM to tools that verify this server, for example
        curl --cacert.
      </Text>
    </div>
  );
}

function describeTrust(trust: AuthorityTrust, workspaceName: string): string {
  switch (trust) {
    case 'trusted':
      return `“${workspaceName}” trusts this CA, so TLS verification can stay on.`;
    case 'verification-off':
      return `“${workspaceName}” does not verify certificates. Trust this CA instead.`;
    case 'untrusted':
      return `“${workspaceName}” does not trust this CA yet, so its HTTPS requests will fail.`;
  }
}

function useFingerprint(pem: string): string | null {
  const [known, setKnown] = useState<{ pem: string; fingerprint: string } | null>(null);
  useEffect(() => {
    let current = true;
    certificateFingerprint(pem).then(
      (fingerprint) => current && setKnown({ pem, fingerprint }),
      () => current && setKnown({ pem, fingerprint: 'unreadable certificate' }),
    );
    return () => {
      current = false;
    };
  }, [pem]);
  return known?.pem === pem ? known.fingerprint : null;
}
