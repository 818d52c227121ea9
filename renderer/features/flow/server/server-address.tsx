import type { ClipboardEvent } from 'react';
import { openImport } from '../../../state/actions/navigation.ts';
import { setTokenEndpoint } from '../../../state/actions/token-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { DiscoverButton } from '../../discovery/discover-button.tsx';
import { DiscoveryState } from '../../discovery/discovery-state.tsx';
import { TemplateInput } from '../../variables/template-input.tsx';
import { WantedField } from '../wanted-field.tsx';
import styles from './server-card.module.css';
import { TokenServerHint } from './token-server-hint.tsx';

/** The token endpoint's field. It also takes any other URL of the server, from which Discover finds the endpoint. */
export function ServerAddress() {
  return (
    <div className={styles.address}>
      <DiscoverButton />
      <EndpointField />
      <div className={styles.discovery}>
        <DiscoveryState />
      </div>
    </div>
  );
}

/** The token endpoint's URL. A curl command pasted here fills the whole form. */
function EndpointField() {
  const workspace = useAppState(selectWorkspace);
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/^\s*curl(\.exe)?\s/i.test(text)) return;
    event.preventDefault();
    openImport(text);
  };
  return (
    <WantedField field="token-endpoint">
      <TemplateInput
        label="Token endpoint"
        placeholder="https://localhost:8443/oauth/v2/oauth-token"
        value={workspace.server.tokenEndpoint}
        onChange={(event) => setTokenEndpoint(event.currentTarget.value)}
        onPaste={onPaste}
        secrets="not-in-address"
      />
      {workspace.kind === 'built-in' && <TokenServerHint />}
    </WantedField>
  );
}
