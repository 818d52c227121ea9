import { explainClaim, explainHeader } from '../../../shared/oauth/jwt/registered-claims.ts';
import type { JwtParts } from '../../../shared/text/sensitive-text.ts';
import { ExplainedClaims } from '../../features/flow/token/explained-claims.tsx';
import styles from '../../features/flow/token/token-panel.module.css';

// A Map, not an object: names come from a JWT and may be `constructor`.
const CLAIMS: ReadonlyMap<string, string> = new Map([
  ['iss', 'Issuer: the client ID (RFC 7523 §3).'],
  ['sub', 'Subject: the client ID again (RFC 7523 §3).'],
  ['aud', 'Audience: the server that may accept it; any other rejects it (RFC 7523 §3).'],
  ['exp', 'Expiry: the server rejects it afterwards (RFC 7523 §3).'],
  ['iat', 'When it was signed (RFC 7523 §3).'],
  ['nbf', 'Not before: the server rejects it until then (RFC 7523 §3).'],
  ['jti', 'Unique ID: a server that remembers it accepts it only once (RFC 7523 §3).'],
]);
const HEADERS: ReadonlyMap<string, string> = new Map([
  ['typ', 'The type of JWT; RFC 10070 requires client-authentication+jwt.'],
  ['kid', 'The ID of the signing key in the client’s key set (RFC 7515 §4.1.4).'],
  ['x5t', 'SHA-1 thumbprint of the client’s certificate (RFC 7515 §4.1.7).'],
  ['x5t#S256', 'SHA-256 thumbprint of the client’s certificate (RFC 7515 §4.1.8).'],
]);

interface AssertionViewProps {
  readonly assertion: JwtParts;
  /** Its source and signer. */
  readonly note: string;
}

/** A client assertion as the server reads it, without the signature, which would make it usable. */
export function AssertionView({ assertion, note }: AssertionViewProps) {
  return (
    <div className={styles.jwt}>
      <p className={styles.note}>{note}</p>
      <ExplainedClaims
        groups={[
          {
            title: 'Header',
            label: 'Assertion header',
            members: assertion.header,
            explain: (name) => HEADERS.get(name) ?? explainHeader(name),
          },
          {
            title: 'Claims',
            label: 'Assertion claims',
            members: assertion.claims,
            explain: (name) => CLAIMS.get(name) ?? explainClaim(name),
          },
        ]}
      />
    </div>
  );
}
