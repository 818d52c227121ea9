import { metadataOf } from '../../../shared/discovery/kept-metadata.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { discover, setIssuer } from '../../state/actions/discovery.ts';
import {
  knownEndpoint,
  type SideEndpoint,
  setEndpoint,
  settleEndpoint,
} from '../../state/actions/endpoints.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { Fold } from '../../ui/fold.tsx';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { TemplateInput } from '../variables/template-input.tsx';
import styles from './discovery.module.css';

const FIELDS: readonly { readonly name: SideEndpoint; readonly label: string; readonly short: string }[] = [
  { name: 'introspectionEndpoint', label: 'Introspection endpoint', short: 'introspection' },
  { name: 'revocationEndpoint', label: 'Revocation endpoint', short: 'revocation' },
  { name: 'jwksUri', label: 'Key set (JWKS)', short: 'JWKS' },
];

/** The server's other addresses: known from its metadata, beside Curity's token endpoint, or entered. */
export function EndpointsFold() {
  const workspace = useAppState(selectWorkspace);
  const aliases = Object.entries(metadataOf(workspace)?.mtls_endpoint_aliases ?? {});
  return (
    <Fold name="Endpoints" summary={summarise(workspace)}>
      <div className={styles.endpoints}>
        <IssuerField />
        {FIELDS.map(({ name, label }) => (
          <EndpointInput key={name} name={name} label={label} workspace={workspace} />
        ))}
      </div>
      {aliases.length > 0 && (
        <div className={styles.aliases}>
          <h3 className={styles.subtitle}>For clients with a certificate (RFC 8705 §5)</h3>
          <KeyValueTable
            label="Endpoints for mutual TLS"
            rows={aliases.flatMap(([name, value]) =>
              value === undefined ? [] : [{ key: name, name, value: <code>{value}</code> }],
            )}
          />
        </div>
      )}
    </Fold>
  );
}

interface EndpointInputProps {
  readonly name: SideEndpoint;
  readonly label: string;
  readonly workspace: Workspace;
}

/** Shows what is known until something else is entered; emptied, it goes back to that. */
function EndpointInput({ name, label, workspace }: EndpointInputProps) {
  const entered = workspace.server[name];
  const known = knownEndpoint(workspace, name);
  return (
    <TemplateInput
      label={label}
      description={describeSource(workspace, name, known)}
      placeholder="none known"
      value={entered ?? known ?? ''}
      onChange={(event) => setEndpoint(name, event.currentTarget.value)}
      onBlur={() => settleEndpoint(name)}
      secrets="not-in-address"
    />
  );
}

function describeSource(workspace: Workspace, name: SideEndpoint, known: string | null): string {
  if (workspace.server[name] !== undefined) {
    return known === null ? 'Entered by you.' : 'Entered by you. Clear it to restore the known value.';
  }
  if (known === null) return 'Not named by the server.';
  return metadataOf(workspace) ? 'From the metadata.' : 'Curity’s default, next to the token endpoint.';
}

function summarise(workspace: Workspace): string {
  const known = FIELDS.filter(({ name }) => workspace.server[name]?.trim() || knownEndpoint(workspace, name));
  return known.length === 0 ? 'token endpoint only' : known.map(({ short }) => short).join(', ');
}

/** The server by its name, or by any URL of it; Enter discovers the rest. */
function IssuerField() {
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
