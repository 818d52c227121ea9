import { activeClient } from '../../../shared/model/active-client.ts';
import type { FormFill } from '../../../shared/model/form-fill.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { describeConstraint } from '../flow/server/sender-constraint/describe-constraint.ts';
import styles from './import-export.module.css';
import { NotTaken } from './not-taken.tsx';
import { VerificationValue } from './verification-value.tsx';

export interface FillReadingProps {
  readonly fill: FormFill;
  /** What filling adds, in words. */
  readonly adds: string;
}

/** What the form will have, before it is filled. */
export function FillReading({ fill, adds }: FillReadingProps) {
  return (
    <div className={styles.reading} role="status">
      <KeyValueTable
        label="What it says"
        rows={[{ key: 'Adds', name: 'Adds', value: adds }, ...rowsOf(fill)]}
      />
      <NotTaken title="Not taken over" sentences={fill.notUnderstood} />
    </div>
  );
}

function rowsOf({ target, workspace, secret, token }: FormFill) {
  const { clientId, authMethod, dpop } = activeClient(workspace);
  const { scopes, parameters, resources = [], audience, authorizationDetails } = workspace.request;
  const names = [
    ...(resources.length > 0 ? ['resource'] : []),
    ...(audience ? ['audience'] : []),
    ...(authorizationDetails ? ['authorization_details'] : []),
    ...parameters.map(({ name }) => name),
  ];
  const rows =
    target === 'token'
      ? [
          { name: 'Token endpoint', value: workspace.server.tokenEndpoint || 'none' },
          { name: 'Client ID', value: clientId || 'none' },
          { name: 'Client secret', value: secret === null ? 'not in it' : 'in it' },
          { name: 'Authentication', value: authMethod },
          { name: 'Scopes', value: scopes.join(' ') || 'none' },
          ...(names.length > 0 ? [{ name: 'Parameters', value: names.join(', ') }] : []),
        ]
      : [
          { name: 'API call', value: `${workspace.api.method} ${workspace.api.url}` },
          { name: 'Token', value: token === null ? 'not in it' : 'in it' },
        ];
  const constraint = dpop ? [{ name: 'Token binding', value: describeConstraint(workspace) }] : [];
  const verification = {
    name: 'TLS verification',
    value: <VerificationValue verification={workspace.tls.verification} />,
  };
  return [...rows, ...constraint, verification].map((row) => ({ ...row, key: row.name }));
}
