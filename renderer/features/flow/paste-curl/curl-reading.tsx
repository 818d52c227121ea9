import type { CurlImport } from '../../../../shared/curl/apply-curl.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { activeClient } from '../../../../shared/model/active-client.ts';
import type { Result } from '../../../../shared/result.ts';
import { KeyValueTable } from '../../../ui/key-value-table.tsx';
import styles from './paste-curl.module.css';

/** What the command says, before it is taken over: nothing happens behind one's back. */
export function CurlReading({ reading }: { readonly reading: Result<CurlImport, AppError> }) {
  if (!reading.ok) {
    return (
      <div className={styles.problem} role="status">
        <strong>{reading.error.message}</strong>
        {reading.error.nextStep !== undefined && <p>{reading.error.nextStep}</p>}
      </div>
    );
  }
  const { notUnderstood } = reading.value;
  return (
    <div className={styles.reading} role="status">
      <KeyValueTable label="What the command says" rows={rowsOf(reading.value)} />
      {notUnderstood.length > 0 && (
        <div className={styles.left}>
          <strong>Not taken over</strong>
          <ul>
            {notUnderstood.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function rowsOf({ target, workspace, secret, token }: CurlImport) {
  const { clientId, authMethod } = activeClient(workspace);
  const { scopes, parameters } = workspace.request;
  const rows =
    target === 'token'
      ? [
          { name: 'Token endpoint', value: workspace.server.tokenEndpoint },
          { name: 'Client ID', value: clientId || 'none' },
          { name: 'Client secret', value: secret === null ? 'not in the command' : 'in the command' },
          { name: 'Authentication', value: authMethod },
          { name: 'Scopes', value: scopes.join(' ') || 'none' },
          ...(parameters.length > 0
            ? [{ name: 'Parameters', value: parameters.map(({ name }) => name).join(', ') }]
            : []),
        ]
      : [
          { name: 'API call', value: `${workspace.api.method} ${workspace.api.url}` },
          { name: 'Token', value: token === null ? 'not in the command' : 'in the command' },
        ];
  const verification = { name: 'TLS verification', value: workspace.tls.verification };
  return [...rows, verification].map((row) => ({ ...row, key: row.name }));
}
