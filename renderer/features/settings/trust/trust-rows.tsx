import { Button } from '@mantine/core';
import { IconCertificate, IconPinned } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { HistorySummary } from '../../../../shared/history/entry.ts';
import type { CertificateInfo } from '../../../../shared/tls/report.ts';
import { showInHistory } from '../../../state/actions/history-selection.ts';
import {
  ALL_WORKSPACES,
  type Pin,
  removeCa,
  removePin,
  type TrustedCa,
  type TrustScope,
} from '../../../state/actions/trust.ts';
import { useAppState } from '../../../state/store.ts';
import { formatDate, formatMoment } from '../../../ui/format-time.ts';
import { TextButton } from '../../../ui/text-button.tsx';
import { lastUse } from './last-use.ts';
import styles from './trust.module.css';

export interface CaRowProps {
  readonly ca: TrustedCa;
  readonly scope: TrustScope;
  /** The certificates in it; null while they are being read. */
  readonly certificates: readonly CertificateInfo[] | null;
}

/** A CA that a person added: its certificate, until when, where it was used last. */
export function CaRow({ ca, scope, certificates }: CaRowProps) {
  const [first] = certificates ?? [];
  const now = Date.now();
  const use = useLastUse(
    scope,
    ({ by, fingerprints, issuer }) =>
      by === 'extra-ca' &&
      (certificates ?? []).some(
        ({ fingerprint256, subject }) => fingerprints.includes(fingerprint256) || issuer === subject,
      ),
  );
  const isBuiltIn = useAppState(
    ({ tokenServer: { state: tokenServer } }) =>
      tokenServer.status === 'running' && tokenServer.endpoints.caPem === ca.pem,
  );
  return (
    <Row
      icon={<IconCertificate size={18} />}
      name={ca.name}
      scope={scope}
      onRemove={() => removeCa(scope, ca)}
    >
      {certificates?.length === 0 && <p className={styles.caution}>Cannot be read, so it has no effect.</p>}
      {first && (
        <p>
          {first.subject} · until {formatDate(first.validTo)}
          {certificates !== null && certificates.length > 1 && ` · and ${certificates.length - 1} more`}
        </p>
      )}
      {first && first.validTo < now && (
        <p className={styles.caution}>It has expired, so it no longer helps.</p>
      )}
      {first && <Fingerprint value={first.fingerprint256} />}
      <Use use={use} />
      {isBuiltIn && <p>The built-in workspace adds it again when the token server starts.</p>}
    </Row>
  );
}

/** A certificate that is accepted at one host. */
export function PinRow({ pin, scope }: { readonly pin: Pin; readonly scope: TrustScope }) {
  const use = useLastUse(
    scope,
    ({ by, fingerprints }) => by === 'pin' && fingerprints[0] === pin.fingerprint256,
  );
  return (
    <Row icon={<IconPinned size={18} />} name={pin.host} scope={scope} onRemove={() => removePin(scope, pin)}>
      <Fingerprint value={pin.fingerprint256} />
      <Use use={use} />
    </Row>
  );
}

interface RowProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly scope: TrustScope;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

function Row({ icon, name, scope, onRemove, children }: RowProps) {
  return (
    <li className={styles.row}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <div className={styles.words}>
        <strong>{name}</strong>
        {scope === ALL_WORKSPACES && <span className={styles.chip}>All workspaces</span>}
        {children}
      </div>
      <Button variant="default" size="compact-sm" aria-label={`Remove ${name}`} onClick={onRemove}>
        Remove
      </Button>
    </li>
  );
}

function Fingerprint({ value }: { readonly value: string }) {
  return (
    <p>
      SHA-256 <code>{value}</code>
    </p>
  );
}

function Use({ use }: { readonly use: HistorySummary | null }) {
  if (!use) return <p>Not used in the history.</p>;
  return (
    <p>
      Last used <TextButton onClick={() => showInHistory(use.id)}>{formatMoment(use.startedAt)}</TextButton>
    </p>
  );
}

function useLastUse(
  scope: TrustScope,
  is: (trusted: NonNullable<HistorySummary['trusted']>) => boolean,
): HistorySummary | null {
  const history = useAppState((state) => state.history.entries);
  return lastUse(history ?? [], scope === ALL_WORKSPACES ? null : scope, is);
}
