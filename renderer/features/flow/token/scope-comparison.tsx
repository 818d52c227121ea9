import { useMemo } from 'react';
import { compareScopes } from '../../../../shared/oauth/parameters/scope.ts';
import { useLongList } from '../../../ui/long-list.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import styles from './token-panel.module.css';

export interface ScopeComparisonProps {
  readonly requested: readonly string[];
  readonly granted: readonly string[] | null;
}

/** What was granted against what was asked for (RFC 6749 §3.3, §5.1). */
export function ScopeComparison({ requested, granted }: ScopeComparisonProps) {
  const scopes = useMemo(() => labelScopes(requested, granted), [requested, granted]);
  const { shown, more } = useLongList(scopes);
  return (
    <div>
      <section className={styles.scopes} aria-label="Granted scopes">
        <span className={styles.scopesLabel}>Scopes</span>
        {scopes.length === 0 && <span className={styles.note}>none</span>}
        {shown.map(({ scope, tone, note }) => (
          <StatusBadge key={scope} tone={tone}>
            {scope}
            {note}
          </StatusBadge>
        ))}
        {more}
      </section>
      <p className={styles.note}>{describe(requested, granted)}</p>
    </div>
  );
}

/** What is missing comes first: it must not hide behind thousands that are there. */
function labelScopes(requested: readonly string[], granted: readonly string[] | null) {
  const { granted: has, missing, extra } = compareScopes(requested, granted);
  const unasked = new Set(extra);
  return [
    ...missing.map((scope) => ({ scope, tone: 'caution' as const, note: ' (not granted)' })),
    ...has.map((scope) => ({
      scope,
      tone: 'good' as const,
      note: unasked.has(scope) ? ' (not requested)' : '',
    })),
  ];
}

function describe(requested: readonly string[], granted: readonly string[] | null): string {
  if (granted === null) {
    return requested.length === 0
      ? 'No scope requested, and the response names none. The server’s default applies.'
      : 'The response names no scope, so the server granted all requested scopes (RFC 6749 §5.1).';
  }
  return requested.length === 0
    ? 'No scope requested. These are the server’s defaults.'
    : 'From the token response.';
}
