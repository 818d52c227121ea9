import { EXPLICIT_TYPE } from '../../../shared/model/default-assertion.ts';
import { type DecodedJwt, timeClaim } from '../../../shared/oauth/jwt/jwt.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { quote, quoteValue } from '../http/oauth-error.ts';
import { describeFuture, describeNoTime } from '../proofs/claimed-times.ts';
import type { ServerState } from '../server-state.ts';

/** The client an assertion identifies: `iss` and `sub`, and `client_id` if sent (RFC 7523 §3). */
export function readSubject({ claims }: DecodedJwt, clientId: string | null): Result<string, string> {
  const { iss, sub } = claims;
  if (typeof sub !== 'string' || sub === '')
    return err('The assertion has no sub, which must be the client id');
  if (iss !== sub)
    return err(`The assertion’s iss is ${quoteValue(iss)}; it must be the client id, like sub`);
  if (clientId !== null && clientId !== sub) {
    return err(`client_id is ${quote(clientId)}, and the assertion’s sub is ${quote(sub)}`);
  }
  return ok(sub);
}

/** The type in lower case and without the optional `application/` (RFC 7515 §4.1.9). */
function shortTypeOf(typ: unknown): string | null {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : null;
}

/** What is wrong with an assertion's header or claims (RFC 7523 §3, RFC 10070); null if nothing. */
export function findAssertionFault(
  jwt: DecodedJwt,
  path: string,
  state: ServerState,
  now: number,
): string | null {
  return findTypeFault(jwt, state) ?? findAudienceFault(jwt, path, state) ?? findTimeFault(jwt, state, now);
}

function findTypeFault({ header: { typ } }: DecodedJwt, { rules }: ServerState): string | null {
  const type = shortTypeOf(typ);
  if (type === EXPLICIT_TYPE) return null;
  if (!rules.rfc10070Strict && (typ === undefined || type === 'jwt')) return null;
  const required = rules.rfc10070Strict ? ' (required by the rule RFC 10070 strict)' : '';
  return `The assertion’s typ is ${quoteValue(typ)}, not "${EXPLICIT_TYPE}"${required}`;
}

/** For the log: what this server accepts and others may reject. */
export function remarkOnAssertion(jwt: DecodedJwt, now: number): string[] {
  return [remarkOnType(jwt), remarkOnLifetime(jwt, now)].filter((remark) => remark !== null);
}

/** The server accepts a type that RFC 10070 does not define. */
function remarkOnType({ header: { typ } }: DecodedJwt): string | null {
  if (shortTypeOf(typ) === EXPLICIT_TYPE) return null;
  const said = typ === undefined ? 'has no typ' : `has typ ${quoteValue(typ)}`;
  return `the assertion ${said}; RFC 10070 has ${EXPLICIT_TYPE}`;
}

const DAY_MS = 86_400_000;
const LONG_LIFETIME_MS = 1.5 * DAY_MS;

/** RFC 7523 §3: servers may reject an exp unreasonably far in the future. */
function remarkOnLifetime(jwt: DecodedJwt, now: number): string | null {
  const lifetime = (timeClaim(jwt, 'exp') ?? now) - now;
  if (lifetime <= LONG_LIFETIME_MS) return null;
  const days = Math.round(lifetime / DAY_MS);
  return `the assertion expires in ${days} days; other servers allow minutes (exp counts seconds, not milliseconds)`;
}

function findAudienceFault({ claims: { aud } }: DecodedJwt, path: string, state: ServerState): string | null {
  const { endpoints, rules } = state;
  const said: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const accepted = rules.legacyAudience
    ? [endpoints.issuer, ...endpointUrls(path, state)]
    : [endpoints.issuer];
  const isNamed = said.some((audience) => accepted.some((known) => known === audience));
  // RFC 10070: the issuer must be the only audience, so that no other server can reuse the assertion here.
  if (isNamed && (said.length === 1 || rules.legacyAudience)) return null;
  const expected = accepted.slice(0, 2).join(' or ');
  const isLegacy =
    !rules.legacyAudience && said.some((one) => endpointUrls(path, state).includes(String(one)));
  const hint = isLegacy ? '. The rule legacy audience accepts the token endpoint' : '';
  const alone = isNamed ? ' alone' : '';
  return `The assertion’s aud is ${quoteValue(aud)}; expected ${expected}${alone}${hint}`;
}

/** The token endpoint, and the current endpoint: clients use either for introspection and revocation. */
function endpointUrls(path: string, { endpoints }: ServerState): string[] {
  const { baseUrl, mutualTls, token } = endpoints;
  const main = [token, baseUrl + path];
  return mutualTls === undefined ? main : [...main, mutualTls.token, mutualTls.baseUrl + path];
}

function findTimeFault(jwt: DecodedJwt, { rules }: ServerState, now: number): string | null {
  const tolerance = rules.clockTolerance * 1000;
  const exp = timeClaim(jwt, 'exp');
  if (exp === null) return `The assertion’s ${describeNoTime(jwt.claims, 'exp')}`;
  if (now >= exp + tolerance) {
    return `The assertion expired ${Math.round((now - exp) / 1000)} s ago; create a new one`;
  }
  for (const name of ['nbf', 'iat'] as const) {
    if ((jwt.claims[name] ?? null) === null) continue;
    const time = timeClaim(jwt, name);
    if (time === null) return `The assertion’s ${describeNoTime(jwt.claims, name)}`;
    if (now < time - tolerance) return `The assertion’s ${name} ${describeFuture(time, now)}`;
  }
  return null;
}

/** With `checkAssertionReplay` an assertion is valid once (RFC 7523 §3); reports a replay. */
export function rememberAssertion(
  jwt: DecodedJwt,
  clientId: string,
  { assertionsSeen, rules }: ServerState,
  now: number,
): string | null {
  if (!rules.checkAssertionReplay) return null;
  const { jti } = jwt.claims;
  if (jti === undefined) return 'The assertion has no jti, which the replay check needs';
  if (typeof jti !== 'string' || jti === '')
    return `The assertion’s jti is ${quoteValue(jti)}, not a string with an ID`;
  const until = (timeClaim(jwt, 'exp') ?? now) + rules.clockTolerance * 1000;
  const isFirst = assertionsSeen.isFirst(`${clientId} ${jti}`, until, now);
  return isFirst ? null : 'The assertion was used before: each jti may be used once';
}
