import { CLIENT_DEFAULTS } from '../../../../shared/token-server/server-client.ts';
import type { Answer } from '../../http/answer.ts';
import { asDescription } from '../../http/oauth-error.ts';
import { originOf, type ServerRequest } from '../../http/request.ts';
import { resourceMetadataOf } from '../../paths.ts';
import { PROOF_ALGORITHMS } from '../../proofs/proof-algorithms.ts';
import type { ServerState } from '../../server-state.ts';

/** The authentication scheme (RFC 6750 §2.1, RFC 9449 §7.1). */
export type Scheme = 'Bearer' | 'DPoP';

/** Error codes of RFC 6750 §3.1 and RFC 9449 §7.1, §9, with their status. */
const STATUS = {
  invalid_request: 400,
  invalid_token: 401,
  invalid_dpop_proof: 401,
  use_dpop_nonce: 401,
  insufficient_scope: 403,
} as const;

export interface ApiRefusal {
  readonly scheme: Scheme;
  readonly request: ServerRequest;
  readonly error: keyof typeof STATUS;
  readonly description: string;
  readonly clientId?: string | null;
  /** The required scope. */
  readonly scope?: string;
  /** Whether a bound token was sent as a bearer token, so DPoP is offered (RFC 9449 §7.2). */
  readonly offersDpop?: boolean;
  /** Further headers: alternating names and values. */
  readonly headers?: readonly string[];
}

const REALM = 'realm="Credence demo API"';

/** The response to a rejected call, with a challenge in the scheme it used (RFC 6750 §3). */
export function challenge(refusal: ApiRefusal, state: ServerState): Answer {
  const { clientId = null, error, headers = [], request, scheme, scope } = refusal;
  const description = asDescription(refusal.description);
  const scopePart = scope === undefined ? '' : `, scope="${scope}"`;
  const value = `${REALM}, error="${error}", error_description="${description}"${scopePart}${metadataPart(request, state)}`;
  const own = scheme === 'DPoP' ? `DPoP ${value}, ${ALGORITHMS}` : `Bearer ${value}`;
  const other = refusal.offersDpop ? dpopChallenge(state) : [];
  const body = { error, error_description: description };
  return refuseCall(STATUS[error], ['WWW-Authenticate', own, ...other, ...headers], body, {
    clientId,
    decision: `${error}: ${refusal.description}`,
  });
}

/** RFC 6750 §3.1: a request without authentication information gets no error code. */
export function challengeWithoutError(decision: string, request: ServerRequest, state: ServerState): Answer {
  const body = { message: 'Send a token: Authorization: Bearer <token>' };
  const headers = [
    'WWW-Authenticate',
    `Bearer ${REALM}${metadataPart(request, state)}`,
    ...dpopChallenge(state),
  ];
  return refuseCall(401, headers, body, { clientId: null, decision });
}

/** URL of the resource's metadata (RFC 9728 §5.1). */
function metadataPart(request: ServerRequest, { endpoints: { baseUrl } }: ServerState): string {
  const address = originOf(request, baseUrl) + resourceMetadataOf(request.path);
  return `, resource_metadata="${address}"`;
}

const ALGORITHMS = `algs="${PROOF_ALGORITHMS.join(' ')}"`;

/** Only if some client may have bound tokens. */
function dpopChallenge({ clients }: ServerState): readonly string[] {
  const isUsed = clients.all.some(({ dpop = CLIENT_DEFAULTS.dpop }) => dpop !== 'off');
  return isUsed ? ['WWW-Authenticate', `DPoP ${REALM}, ${ALGORITHMS}`] : [];
}

function refuseCall(
  status: number,
  headers: readonly string[],
  body: unknown,
  { clientId, decision }: Pick<Answer, 'clientId' | 'decision'>,
): Answer {
  return {
    status,
    headers: ['Content-Type', 'application/json', ...headers, 'Cache-Control', 'no-store'],
    body: JSON.stringify(body),
    clientId,
    decision,
  };
}
