import { useMemo } from 'react';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import { readTokenOutcome, requestedScopes } from '../../../shared/oauth/token/token-response.ts';
import { MASK } from '../../../shared/text/sensitive-text.ts';
import { copyText } from '../../state/actions/clipboard.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import layout from '../../ui/layout.module.css';
import { ClaimsTable } from '../flow/token/claims-table.tsx';
import { JwtView } from '../flow/token/jwt-view.tsx';
import { ScopeComparison } from '../flow/token/scope-comparison.tsx';
import styles from './inspector.module.css';

/** The token endpoint's answer as OAuth reads it. */
export function TokenTab({ entry: { exchange } }: { readonly entry: HistoryEntry }) {
  const outcome = useMemo(() => readTokenOutcome(exchange), [exchange]);
  const receivedAt = exchange.startedAt + exchange.timings.total;
  switch (outcome.kind) {
    case 'token': {
      const { accessToken, expiresIn, tokenType, scopes } = outcome;
      const kept = accessToken !== MASK;
      const jwt = kept ? decodeJwt(accessToken) : null;
      const facts = [
        { name: 'Type', value: tokenType ?? 'not said' },
        { name: 'Lifetime', value: describeLifetime(expiresIn, receivedAt) },
        { name: 'Form', value: kept ? (jwt ? 'JWT' : 'opaque') : 'not kept' },
      ];
      return (
        <div className={layout.stack}>
          {kept ? (
            <div className={styles.value}>
              <code>{accessToken}</code>
              <CopyButton label="Copy token" copy={() => copyText(accessToken)} />
            </div>
          ) : (
            <p className={styles.quiet}>
              The token was not kept, because no keychain encrypts the history here.
            </p>
          )}
          <KeyValueTable label="Token" rows={facts.map((row) => ({ ...row, key: row.name }))} />
          <ScopeComparison requested={requestedScopes(exchange.request)} granted={scopes} />
          {jwt && <JwtView jwt={jwt} />}
        </div>
      );
    }
    case 'error':
      return (
        <div className={layout.stack}>
          <p>The response is an OAuth error.</p>
          <ClaimsTable label="OAuth error" members={outcome.members} />
        </div>
      );
    case 'unreadable':
    case 'no-response':
      return <p className={styles.quiet}>This response contains no token. See the summary.</p>;
  }
}

function describeLifetime(expiresIn: number | null, receivedAt: number): string {
  if (expiresIn === null) return 'not said';
  const ms = expiresIn * 1_000;
  return `${formatDuration(ms)}, until ${formatMoment(receivedAt + ms)}`;
}
