import { discover, setIssuer } from '../../state/actions/discovery.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { TemplateInput } from '../variables/template-input.tsx';

/** The server by its name, or by any URL of it; Enter discovers the rest. */
export function IssuerField() {
  const { server } = useAppState(selectWorkspace);
  const hasAddress = server.issuer.trim() !== '' || server.tokenEndpoint.trim() !== '';
  return (
    <TemplateInput
      label="Issuer or server URL"
      placeholder={server.tokenEndpoint || 'https://localhost:8443/oauth/v2/oauth-anonymous'}
      value={server.issuer}
      onChange={(event) => setIssuer(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && hasAddress) void discover();
      }}
      secrets="not-in-address"
    />
  );
}
