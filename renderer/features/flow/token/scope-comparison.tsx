import { compareScopes } from '../../../../shared/oauth/request/scope.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import styles from './token-panel.module.css';

export interface ScopeComparisonProps {
  readonly requested: readonly string[];
  readonly granted: readonly string[] | null;
}

/** What was granted against what was asked for (RFC 6749 §3.3, §5.1). */
export function ScopeComparison({ requested, granted }: ScopeComparisonProps) {
  const { granted: has, missing, extra } = compareScopes(requested, granted);
  return (
    <div>
      <section className={styles.scopes} aria-label="Granted scopes">
        <span className={styles.scopesLabel}>Scopes</span>
        {has.length === 0 && missing.length === 0 && <span className={styles.note}>none</span>}
        {has.map((scope) => (
          <StatusBadge key={scope} tone="good">
            {scope}
            {extra.includes(scope) && ' (not asked for)'}
          </StatusBadge>
        ))}
        {missing.map((scope) => (
          <StatusBadge key={scope} tone="caution">
            {scope} (not granted)
          </StatusBadge>
        ))}
      </section>
      <p className={styles.note}>{describe(requested, granted)}</p>
    </div>
  );
}

function describe(requested: readonly string[], granted: readonly string[] | null): string {
  if (granted === null) {
    return requested.length === 0
      ? 'None asked for, and the answer names none: what the token is good for is the server’s default.'
      : 'The answer names no scope, so all were granted as asked (RFC 6749 §5.1).';
  }
  return requested.length === 0 ? 'None asked for: these are the server’s default.' : 'As the answer says.';
}
