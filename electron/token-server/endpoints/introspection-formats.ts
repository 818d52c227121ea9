import { randomUUID } from 'node:crypto';
import type { SigningAlgorithm } from '../../../shared/token-server/jwt-token.ts';
import { type Answer, oauthJson } from '../http/answer.ts';
import type { ServerState } from '../server-state.ts';
import { encodeHeader, signJwt } from '../tokens/sign-jwt.ts';

/** RFC 9701 §6: the default algorithm. */
export const INTROSPECTION_ALGORITHM: SigningAlgorithm = 'RS256';

const JSON_TYPE = 'application/json';
/** RFC 9701 §4. */
const SIGNED_TYPE = 'application/token-introspection+jwt';
/** Curity's phantom token: the claims as a bare JWT. */
const PHANTOM_TYPE = 'application/jwt';

type Format = typeof JSON_TYPE | typeof SIGNED_TYPE | typeof PHANTOM_TYPE;
const FORMATS: readonly Format[] = [JSON_TYPE, SIGNED_TYPE, PHANTOM_TYPE];

/** The preferred format of an Accept header (RFC 9110 §12.5.1); JSON if it is absent or names none of ours. */
export function chooseFormat(accept: string | undefined): Format {
  let best: Format = JSON_TYPE;
  let bestWeight = 0;
  for (const range of accept?.toLowerCase().split(',') ?? []) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const format = FORMATS.find((known) => known === type) ?? (type === '*/*' ? JSON_TYPE : null);
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = q === undefined ? 1 : Number(q.slice(2)) || 0;
    if (format === null || weight <= bestWeight) continue;
    best = format;
    bestWeight = weight;
  }
  return best;
}

export interface Introspection {
  /** The members of an RFC 7662 §2.2 response. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The client that requested the introspection. */
  readonly clientId: string;
  readonly decision: string;
}

export async function answerAs(
  format: Format,
  { clientId, decision, members }: Introspection,
  state: ServerState,
  now: number,
): Promise<Answer> {
  if (format === JSON_TYPE) return oauthJson(200, members, clientId, decision);
  if (format === PHANTOM_TYPE && members.active !== true) {
    return { status: 204, headers: NOT_STORED, body: '', clientId, decision };
  }
  const { issuer } = state.endpoints;
  // RFC 9701 §5: no top-level claims that could pass for an access token.
  const claims =
    format === SIGNED_TYPE
      ? { iss: issuer, aud: clientId, iat: Math.floor(now / 1000), token_introspection: members }
      : phantomClaims(members);
  const key = await state.keys.active(INTROSPECTION_ALGORITHM);
  const { algorithm, kid, x5t } = key;
  const header =
    format === SIGNED_TYPE
      ? { typ: 'token-introspection+jwt', alg: algorithm, kid }
      : { kid, x5t, alg: algorithm };
  return {
    status: 200,
    headers: ['Content-Type', format, ...NOT_STORED],
    body: await signJwt(encodeHeader(header), claims, key),
    clientId,
    decision: `${decision}; sent as ${format}`,
  };
}

const NOT_STORED = ['Cache-Control', 'no-store', 'Pragma', 'no-cache'] as const;

/** The token's claims as a separate JWT; its existence means that the token is active. */
function phantomClaims({
  active: _active,
  token_type: _type,
  ...claims
}: Introspection['members']): Readonly<Record<string, unknown>> {
  return { jti: randomUUID(), ...claims };
}
