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

/** A client's settings, or the usual ones. */
export function assertionOf({ assertion = DEFAULT_ASSERTION }: Pick<Client, 'assertion'>): AssertionSettings {
  return assertion;
}

export interface AssertionAudience {
  readonly value: string;
  /** What it is: not always what was chosen, because an issuer may not be known. */
  readonly from: AssertionSettings['audience'];
}

/** The issuer identifier that is entered, else that of the metadata; empty where none is known. */
export function issuerOf(workspace: Workspace): string {
  return workspace.server.issuer.trim() || (metadataOf(workspace)?.issuer ?? '');
}

/**
 * The `aud` of a workspace's assertions: the issuer alone (RFC 10070), the token endpoint (RFC 7523 §3), or one of the
 * person's own. The token endpoint takes the place of an issuer that is not known.
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
 * The header's `typ` of a workspace's assertions; empty for none. The type of RFC 10070 goes with the issuer as audience:
 * where no issuer is known and the token endpoint takes its place, so does the type of before.
 */
export function assertionType(workspace: Workspace): string {
  const { audience, typ } = assertionOf(activeClient(workspace));
  const isReplaced = audience === 'issuer' && assertionAudience(workspace).from !== 'issuer';
  return isReplaced && typ === EXPLICIT_TYPE ? PLAIN_TYPE : typ;
}

/** What an assertion's header says of the key, and how it is signed. */
export interface AssertionKey {
  readonly algorithm: SignatureAlgorithm | MacAlgorithm;
  readonly kid: string | null;
  /** Thumbprints of the key's certificate (RFC 7515 §4.1.7, §4.1.8); null without one. */
  readonly x5t: string | null;
  readonly x5tS256: string | null;
}

export interface AssertionMoment {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly jti: string;
}

/**
 * What the client in use asserts of itself (RFC 7523 §3): `iss` and `sub` its id, `aud`, `exp`, `iat` and `jti`, and its
 * further claims in the place of those, where a `null` takes a claim out. A fault makes it wrong in the end. Fails with
 * `config.invalid` where the further claims are no JSON object.
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

/** Seconds: beyond any tolerance that a server may have for clocks. */
const HOUR = 3_600;

/** Nobody's: RFC 2606 keeps the name for such uses. */
const WRONG_AUDIENCE = 'https://wrong-audience.invalid/';

/** Of access tokens (RFC 9068 §2.1). */
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
    // These are faults of the header, the moment and the signature.
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
