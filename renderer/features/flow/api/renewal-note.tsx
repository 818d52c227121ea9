import { IconRefresh } from '@tabler/icons-react';
import type { Exchange } from '../../../../shared/http/exchange.ts';
import type { TokenRenewal } from '../../../../shared/ipc/runs.ts';
import { InspectButton } from '../../inspector/inspect-button.tsx';
import styles from './api-card.module.css';

/** That the call got a new token by itself, why, and what of it can be looked at. */
export interface RenewalNoteProps {
  readonly renewal: TokenRenewal;
  readonly earlier: readonly Exchange[];
}

export function RenewalNote({ renewal, earlier }: RenewalNoteProps) {
  const refused = earlier.find(({ repeatedBy }) => repeatedBy?.reason === 'token-renewed');
  return (
    <section className={styles.renewed} aria-label="Renewed token">
      <IconRefresh size={16} aria-hidden="true" />
      <p>{describe(renewal)}</p>
      {refused && <InspectButton exchangeId={refused.id} label="The refused call" />}
      {renewal.run.ok && (
        <InspectButton exchangeId={renewal.run.value.exchange.id} label="The token request" />
      )}
    </section>
  );
}

function describe({ reason, run }: TokenRenewal): string {
  const early = reason === 'before-expiry';
  const why = early ? 'The token had expired or was about to.' : 'The API returned 401.';
  if (run.ok && run.value.token) {
    return early
      ? `${why} Credence requested a new one first.`
      : `${why} Credence requested a new token and called again.`;
  }
  const problem = run.ok ? (run.value.findings[0]?.title ?? 'the response has no token') : run.error.message;
  return `${why} Credence requested a new token, but got none: ${problem}.`.replace(/\.\.$/, '.');
}
