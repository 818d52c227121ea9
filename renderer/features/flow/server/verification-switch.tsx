import { Switch } from '@mantine/core';
import { setVerification } from '../../../state/actions/token-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { foreignHosts } from './foreign-hosts.ts';
import styles from './server-card.module.css';

/** Certificate verification for everything this workspace sends. */
export function VerificationSwitch() {
  const workspace = useAppState(selectWorkspace);
  const off = workspace.tls.verification === 'off';
  const foreign = off ? foreignHosts(workspace) : [];
  return (
    <div className={styles.verification} data-off={off}>
      <Switch
        label={off ? <span className={styles.off}>TLS verification is off</span> : 'Verify TLS certificates'}
        aria-label="Verify TLS certificates"
        checked={!off}
        onChange={(event) => setVerification(event.currentTarget.checked ? 'on' : 'off')}
      />
      <p className={styles.note}>{describe(off, workspace.tls)}</p>
      {foreign.length > 0 && (
        <p className={styles.note} role="alert">
          <strong>
            {foreign.join(' and ')} {foreign.length === 1 ? 'is' : 'are'} not this computer:
          </strong>{' '}
          anyone on the network path can read the secret and the token.
        </p>
      )}
    </div>
  );
}

function describe(
  off: boolean,
  { extraCas, pins }: { extraCas: readonly unknown[]; pins: readonly unknown[] },
): string {
  if (off) return 'Accepts any certificate, for token requests and API calls.';
  const extras = [
    extraCas.length > 0 && `${extraCas.length} added ${extraCas.length === 1 ? 'CA' : 'CAs'}`,
    pins.length > 0 && `${pins.length} pinned ${pins.length === 1 ? 'certificate' : 'certificates'}`,
  ].filter((extra) => extra !== false);
  return ['Trusts system CAs', ...extras].join(' + ');
}
