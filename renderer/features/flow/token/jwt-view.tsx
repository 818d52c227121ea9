import type { DecodedJwt } from '../../../../shared/oauth/jwt/jwt.ts';
import { explainClaim, explainHeader } from '../../../../shared/oauth/jwt/registered-claims.ts';
import { ExplainedClaims } from './explained-claims.tsx';
import styles from './token-panel.module.css';

/** Header and claims as anyone can read them; the signature is not checked here. */
export function JwtView({ jwt }: { readonly jwt: DecodedJwt }) {
  return (
    <div className={styles.jwt}>
      <ExplainedClaims
        groups={[
          { title: 'Header', label: 'JWT header', members: jwt.header, explain: explainHeader },
          { title: 'Claims', label: 'JWT claims', members: jwt.claims, explain: explainClaim },
        ]}
      />
      <p className={styles.note}>Decoded, not verified. The API verifies the signature.</p>
    </div>
  );
}
