import type { DecodedJwt } from '../../../../shared/oauth/jwt.ts';
import { formatMoment, formatRelative } from '../../../ui/format-time.ts';
import { KeyValueTable } from '../../../ui/key-value-table.tsx';
import { useNow } from '../../../ui/use-now.ts';
import styles from './token-panel.module.css';

/** Header and claims as anyone can read them; the signature is not checked here. */
export function JwtView({ jwt }: { readonly jwt: DecodedJwt }) {
  const now = useNow(1_000);
  return (
    <div className={styles.jwt}>
      <h3>Header</h3>
      <KeyValueTable
        label="JWT header"
        rows={Object.entries(jwt.header).map(([name, value]) => row(name, value, now))}
      />
      <h3>Claims</h3>
      <KeyValueTable
        label="JWT claims"
        rows={Object.entries(jwt.claims).map(([name, value]) => row(name, value, now))}
      />
      <p className={styles.note}>Decoded, not verified: the signature is the API’s to check.</p>
    </div>
  );
}

/** Claims that hold seconds since the epoch (RFC 7519 §2, NumericDate). */
const TIME_CLAIMS = ['exp', 'nbf', 'iat', 'auth_time', 'updated_at'];

function row(name: string, value: unknown, now: number) {
  const isTime = TIME_CLAIMS.includes(name) && typeof value === 'number' && Number.isFinite(value);
  return {
    key: name,
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    note: isTime ? `${formatMoment(value * 1_000)}, ${formatRelative(value * 1_000, now)}` : undefined,
  };
}
