import { TextInput, UnstyledButton } from '@mantine/core';
import type { ClipboardEvent } from 'react';
import { openPasteCurl } from '../../../state/actions/navigation.ts';
import { setTokenEndpoint } from '../../../state/actions/token-request.ts';
import { startTokenServer } from '../../../state/actions/token-server.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { monoInput } from '../../../ui/mono-input.ts';
import styles from './server-card.module.css';

/** The token endpoint's URL. A curl command pasted here fills the whole form. */
export function EndpointField() {
  const workspace = useAppState(selectWorkspace);
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/^\s*curl(\.exe)?\s/i.test(text)) return;
    event.preventDefault();
    openPasteCurl(text);
  };
  return (
    <div>
      <TextInput
        label="Token endpoint"
        placeholder="https://localhost:8443/oauth/v2/oauth-token"
        value={workspace.server.tokenEndpoint}
        onChange={(event) => setTokenEndpoint(event.currentTarget.value)}
        onPaste={onPaste}
        classNames={monoInput}
        spellCheck={false}
        autoComplete="off"
      />
      {workspace.kind === 'built-in' && <TokenServerHint />}
    </div>
  );
}

/** The built-in workspace's server is ours to start. */
function TokenServerHint() {
  const status = useAppState(({ tokenServer }) => tokenServer.status);
  if (status === 'running' || status === 'starting') return null;
  return (
    <p className={styles.note}>
      The built-in token server is not running.{' '}
      <UnstyledButton className={styles.link} onClick={() => void startTokenServer()}>
        Start it
      </UnstyledButton>
    </p>
  );
}
