import { type DecodedJwt, timeClaim } from '../../../shared/oauth/jwt/jwt.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { quote, quoteValue } from '../http/oauth-error.ts';
import { describeFuture, describeNoTime } from '../proofs/claimed-times.ts';
import type { ServerState } from '../server-state.ts';

/** The client that an assertion speaks for: `iss` and `sub`, and `client_id` if it is sent (RFC 7523 §3). */
export function readSubject({ claims }: DecodedJwt, clientId: string | null): Result<string, string> {
  const { iss, sub } = claims;
  if (typeof sub !== 'string' || sub === '')
    return err('The assertion has no sub, which must be the client id');
  if (iss !== sub) return err(`The assertion’s iss is ${quoteValue(iss)} and not the client id, as sub is`);
  if (clientId !== null && clientId !== sub) {
    return err(`client_id is ${quote(clientId)}, and the assertion’s sub is ${quote(sub)}`);
  }
  return ok(sub);
}

/** Absent, the general one, and the one of draft-ietf-oauth-rfc7523bis. Another means that it is for something else. */
const TYPES = ['jwt', 'client-authentication+jwt'];

/** Media types have no case, and `application/` may be left out (RFC 7515 §4.1.9). */
function shortTypeOf(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, '');
}

/** What in the header and claims of an assertion is not as it should be, by RFC 7523 §3; null if nothing is. */
export function findAssertionFault(
  jwt: DecodedJwt,
  path: string,
  state: ServerState,
  now: number,
): string | null {
  const { typ } = jwt.header;
  if (typ !== undefined && !(typeof typ === 'string' && TYPES.includes(shortTypeOf(typ)))) {
    return `The assertion’s typ is ${quoteValue(typ)}, not "client-authentication+jwt"`;
  }
  return findAudienceFault(jwt, path, state) ?? findTimeFault(jwt, state, now);
}

function findAudienceFault({ claims: { aud } }: DecodedJwt, path: string, state: ServerState): string | null {
  const { assertionAudiences } = state.rules;
  const accepted = [
    ...(assertionAudiences.includes('issuer') ? [state.endpoints.issuer] : []),
    ...(assertionAudiences.includes('token_endpoint') ? endpointAddresses(path, state) : []),
  ];
  const said: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  // draft-ietf-oauth-rfc7523bis: the issuer alone, so that no other server can use it here.
  const isAlone = said.length === 1 || assertionAudiences.includes('token_endpoint');
  if (isAlone && said.some((audience) => accepted.some((known) => known === audience))) return null;
  return `The assertion’s aud is ${quoteValue(aud)}; expected is ${accepted.slice(0, 2).join(' or ')}`;
}

/** The token endpoint, and the one that was asked: clients use either for introspection and revocation. */
function endpointAddresses(path: string, { endpoints }: ServerState): string[] {
  const { baseUrl, mutualTls, token } = endpoints;
  const main = [token, baseUrl + path];
  return mutualTls === undefined ? main : [...main, mutualTls.token, mutualTls.baseUrl + path];
}

function findTimeFault(jwt: DecodedJwt, { rules }: ServerState, now: number): string | null {
  const tolerance = rules.clockTolerance * 1000;
  const exp = timeClaim(jwt, 'exp');
  if (exp === null) return `The assertion’s ${describeNoTime(jwt.claims, 'exp')}`;
  if (now >= exp + tolerance) {
    return `The assertion expired ${Math.round((now - exp) / 1000)} s ago: make a new one`;
  }
  for (const name of ['nbf', 'iat'] as const) {
    if ((jwt.claims[name] ?? null) === null) continue;
    const time = timeClaim(jwt, name);
    if (time === null) return `The assertion’s ${describeNoTime(jwt.claims, name)}`;
    if (now < time - tolerance) return `The assertion’s ${name} ${describeFuture(time, now)}`;
  }
  return null;
}

/** Where replay is looked for, an assertion is good once (RFC 7523 §3); says so if it is there again. */
export function rememberAssertion(
  jwt: DecodedJwt,
  clientId: string,
  { assertionsSeen, rules }: ServerState,
  now: number,
): string | null {
  if (!rules.checkAssertionReplay) return null;
  const { jti } = jwt.claims;
  if (typeof jti !== 'string' || jti === '')
    return 'The assertion has no jti, which must be there to be used once';
  const until = (timeClaim(jwt, 'exp') ?? now) + rules.clockTolerance * 1000;
  const isFirst = assertionsSeen.isFirst(`${clientId} ${jti}`, until, now);
  return isFirst ? null : 'The assertion has been used before: its jti is good once';
}
