import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { KeyValueTable } from '../../../ui/key-value-table.tsx';
import { ScopeComparison } from './scope-comparison.tsx';
import styles from './token-panel.module.css';

/** What the token is for, and whose it is. */
export function OverviewTab({ token }: { readonly token: AccessToken }) {
  const rows = [{ name: 'Client', value: token.clientId || 'no client id' }];
  return (
    <div className={styles.tab}>
      {token.pasted ? (
        <p className={styles.note}>
          It was obtained elsewhere: what was asked for is not known here. Introspect it to ask the server.
        </p>
      ) : (
        <>
          <ScopeComparison requested={token.requestedScopes} granted={token.grantedScopes} />
          <KeyValueTable label="About the token" rows={rows.map((row) => ({ ...row, key: row.name }))} />
        </>
      )}
    </div>
  );
}
