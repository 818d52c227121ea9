import { cssVariables } from '../../ui/css-variables.ts';
import { formatCountdown } from '../../ui/format-duration.ts';
import { useNow } from '../../ui/use-now.ts';
import { type Ribbon, shareLeft } from './ribbons.ts';
import styles from './timeline.module.css';
import { PLACE } from './use-visible-places.ts';

/** From the middle of the arrow pair to the end of its time. */
const INDENT = 26;

/** A token's lifetime: filled is what is left of it. Screen readers have the time it ends in the exchange’s own text. */
export function RibbonView({ ribbon: { from, isReplaced, to, token } }: { readonly ribbon: Ribbon }) {
  const now = useNow(1_000, !isReplaced && token.expiresAt !== null && token.revokedAt === undefined);
  const share = isReplaced ? 0 : shareLeft(token, now);
  return (
    <div
      className={styles.ribbon}
      data-over={share === 0}
      data-low={share > 0 && share <= 0.1}
      style={{
        left: from * PLACE + INDENT,
        width: (to - from) * PLACE - INDENT,
        ...cssVariables({ '--left': share }),
      }}
      aria-hidden="true"
    >
      <span className={styles.rest} />
      {!isReplaced && <span className={styles.left}>{describe(token.revokedAt, token.expiresAt, now)}</span>}
    </div>
  );
}

function describe(revokedAt: number | undefined, expiresAt: number | null, now: number): string {
  if (revokedAt !== undefined) return 'revoked';
  if (expiresAt === null) return '';
  return expiresAt <= now ? 'expired' : formatCountdown(expiresAt - now);
}
