import { endpointsOf } from '../../discovery/endpoints.ts';
import { metadataOf } from '../../discovery/kept-metadata.ts';
import { type AppError, appError } from '../../errors.ts';
import { parseJsonObject } from '../../json/json-object.ts';
import { activeClient } from '../../model/active-client.ts';
import type {
  AssertionFault,
  AssertionSettings,
  MacAlgorithm,
  SignatureAlgorithm,
} from '../../model/client.ts';
import { DEFAULT_ASSERTION, EXPLICIT_TYPE, PLAIN_TYPE } from '../../model/default-assertion.ts';
import type { Client, Workspace } from '../../model/workspace.ts';
import { err, ok, type Result } from '../../result.ts';
import type { JwtParts } from '../../text/sensitive-text.ts';
import { presentsCertificate } from './client-certificate.ts';

/** A client's settings, or the defaults. */
export function assertionOf({ assertion = DEFAULT_ASSERTION }: Pick<Client, 'assertion'>): AssertionSettings {
  return assertion;
}

export interface AssertionAudience {
  readonly value: string;
  /** The audience actually used: the chosen issuer may be unknown. */
  readonly from: AssertionSettings['audience'];
}

/** The issuer the user entered, else the metadata's; empty if unknown. */
export function issuerOf(workspace: Workspace): string {
  return workspace.server.issuer.trim() || (metadataOf(workspace)?.issuer ?? '');
}

/**
 * The `aud` of a workspace's assertions: the issuer (RFC 10070), the token endpoint (RFC 7523 §3), or a custom value.
 * If the issuer is unknown, the token endpoint is used.
 */
export function assertionAudience(workspace: Workspace): AssertionAudience {
  const { audience, customAudience } = assertionOf(activeClient(workspace));
  if (audience === 'custom') return { value: customAudience, from: 'custom' };
  const issuer = issuerOf(workspace);
  if (audience === 'issuer' && issuer !== '') return { value: issuer, from: 'issuer' };
  const { token_endpoint } = endpointsOf(workspace, { mtls: presentsCertificate(workspace) });
  return { value: token_endpoint ?? '', from: 'token-endpoint' };
}

/**
 * The header's `typ` of a workspace's assertions; empty for none. RFC 10070's type requires the issuer as audience. If
 * the issuer is unknown, the older type is used.
 */
export function assertionType(workspace: Workspace): string {
  const { audience, typ } = assertionOf(activeClient(workspace));
  const isReplaced = audience === 'issuer' && assertionAudience(workspace).from !== 'issuer';
  return isReplaced && typ === EXPLICIT_TYPE ? PLAIN_TYPE : typ;
}

/** The key information in an assertion's header, and its algorithm. */
export interface AssertionKey {
  readonly algorithm: SignatureAlgorithm | MacAlgorithm;
  readonly kid: string | null;
  /** Thumbprints of the key's certificate (RFC 7515 §4.1.7, §4.1.8); null if there is none. */
  readonly x5t: string | null;
  readonly x5tS256: string | null;
}

export interface AssertionMoment {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly jti: string;
}

/**
 * Builds the active client's assertion (RFC 7523 §3): `iss` and `sub` are the client ID, plus `aud`, `exp`, `iat` and
 * `jti`. Extra claims override these; `null` removes a claim. A fault is applied last. Fails with `config.invalid` if
 * the extra claims are not a JSON object.
 */
export function buildAssertion(
  workspace: Workspace,
  key: AssertionKey,
  { now, jti }: AssertionMoment,
): Result<JwtParts, AppError> {
  const client = activeClient(workspace);
  const settings = assertionOf(client);
  const further = parseFurtherClaims(settings.claims);
  if (!further.ok) return further;
  const issuedAt = Math.floor(now / 1000);
  const usual = {
    iss: client.clientId,
    sub: client.clientId,
    aud: assertionAudience(workspace).value,
    iat: issuedAt,
    exp: issuedAt + settings.lifetimeSeconds,
    jti,
  };
  const claims = { ...usual, ...further.value, ...faultyClaims(settings.fault, usual) };
  const typ = settings.fault === 'wrong-type' ? WRONG_TYPE : assertionType(workspace);
  return ok({
    header: buildHeader({ ...settings, typ }, key),
    claims: Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null)),
  });
}

function buildHeader({ typ, kid, x5t }: AssertionSettings, key: AssertionKey): JwtParts['header'] {
  return {
    alg: key.algorithm,
    ...(typ !== '' && { typ }),
    ...(kid && key.kid !== null && { kid: key.kid }),
    ...(x5t === 'x5t' && key.x5t !== null && { x5t: key.x5t }),
    ...(x5t === 'x5t#S256' && key.x5tS256 !== null && { 'x5t#S256': key.x5tS256 }),
  };
}

/** Seconds: more than any server's clock tolerance. */
const HOUR = 3_600;

/** RFC 2606 reserves this name. */
const WRONG_AUDIENCE = 'https://wrong-audience.invalid/';

/** The type of access tokens (RFC 9068 §2.1). */
const WRONG_TYPE = 'at+jwt';

function faultyClaims(
  fault: AssertionFault | null,
  {
    aud,
    sub,
    iat,
    exp,
  }: { readonly aud: string; readonly sub: string; readonly iat: number; readonly exp: number },
): Readonly<Record<string, unknown>> {
  switch (fault) {
    case 'wrong-audience':
      return { aud: WRONG_AUDIENCE };
    case 'second-audience':
      return { aud: [aud, WRONG_AUDIENCE] };
    case 'expired':
      return { iat: iat - HOUR - (exp - iat), exp: iat - HOUR };
    case 'not-yet-valid':
      return { iat: iat + HOUR, nbf: iat + HOUR, exp: exp + HOUR };
    case 'wrong-subject':
      return { sub: `${sub}-other` };
    // Faults of the header, the time or the signature; handled elsewhere.
    case 'wrong-type':
    case 'reused-jti':
    case 'wrong-key':
    case null:
      return {};
  }
}

function parseFurtherClaims(text: string): Result<Readonly<Record<string, unknown>>, AppError> {
  if (text.trim() === '') return ok({});
  const claims = parseJsonObject(text);
  if (claims) return ok(claims);
  return err(
    appError('config.invalid', 'The further claims of the assertion are not a JSON object.', {
      nextStep: 'Write them as {"name": "value"}, or leave the field empty.',
    }),
  );
}
