import { decodeJwt, readJweHeader } from '../../../../shared/oauth/jwt/jwt.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { JwtView } from './jwt-view.tsx';
import styles from './token-panel.module.css';

/** What the token says by itself. */
export function ClaimsTab({ token }: { readonly token: AccessToken }) {
  const jwt = decodeJwt(token.value);
  if (jwt) return <JwtView jwt={jwt} />;
  const encrypted = readJweHeader(token.value);
  return (
    <p className={styles.note}>
      {encrypted
        ? `An encrypted JWT (JWE, by ${encrypted.alg} and ${encrypted.enc}): only the API that has the key can read it. Introspect it to learn its claims.`
        : 'An opaque token: only the server knows what it allows. Introspect it to see what an API sees.'}
    </p>
  );
}
