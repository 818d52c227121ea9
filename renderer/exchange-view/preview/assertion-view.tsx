import { explainClaim, explainHeader } from '../../../shared/oauth/jwt/registered-claims.ts';
import type { JwtParts } from '../../../shared/text/sensitive-text.ts';
import { ExplainedClaims } from '../../features/flow/token/explained-claims.tsx';
import styles from '../../features/flow/token/token-panel.module.css';

// No plain object: the names come from a JWT, and may be `constructor`.
const CLAIMS: ReadonlyMap<string, string> = new Map([
  ['iss', 'Who asserts: the client, by its id (RFC 7523 §3).'],
  ['sub', 'Of whom: the client, too (RFC 7523 §3).'],
  ['aud', 'For which server: one that does not find itself here refuses it (RFC 7523 §3).'],
  ['exp', 'Until when the server may take it (RFC 7523 §3).'],
  ['iat', 'When it was signed (RFC 7523 §3).'],
  ['nbf', 'From when on the server may take it (RFC 7523 §3).'],
  ['jti', 'Its own name: a server that remembers it takes it once (RFC 7523 §3).'],
]);
const HEADERS: ReadonlyMap<string, string> = new Map([
  ['typ', 'What kind of JWT it is; RFC 10070 wants client-authentication+jwt.'],
  [
    'kid',
    'Which of the client’s keys signed it: the server looks it up in the client’s key set (RFC 7515 §4.1.4).',
  ],
  ['x5t', 'The certificate of the client’s key, by its SHA-1 (RFC 7515 §4.1.7).'],
  ['x5t#S256', 'The certificate of the client’s key, by its SHA-256 (RFC 7515 §4.1.8).'],
]);

interface AssertionViewProps {
  readonly assertion: JwtParts;
  /** Where it is from and how it was signed. */
  readonly note: string;
}

/** A client assertion as the server reads it. The signature is left out: with it, others could use it. */
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
