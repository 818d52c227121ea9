import { err, ok, type Result } from '../../../shared/result.ts';
import { CLIENT_DEFAULTS, type ServerClient } from '../../../shared/token-server/server-client.ts';
import { nonceHeader } from '../dpop/nonce-header.ts';
import { verifyProof } from '../dpop/verify-proof.ts';
import type { Refusal } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import type { Confirmation } from './token-store.ts';

/** The binding of a token about to be issued, and a remark for the log. */
export interface Binding {
  /** Null for a bearer token. */
  readonly cnf: Confirmation | null;
  readonly remark: string | null;
}

const UNBOUND = ok<Binding>({ cnf: null, remark: null });

/**
 * Binds the token to its request's DPoP key (RFC 9449 §5) and certificate (RFC 8705 §3), as registered for the client.
 */
export async function bindToken(
  request: ServerRequest,
  client: ServerClient,
  state: ServerState,
  now: number,
): Promise<Result<Binding, Refusal>> {
  const { certificateBinding = CLIENT_DEFAULTS.certificateBinding, dpop = CLIENT_DEFAULTS.dpop } = client;
  if (certificateBinding !== 'off') {
    const thumbprint = request.certificate?.thumbprint ?? null;
    if (thumbprint === null && certificateBinding === 'required') return err(withoutCertificate(state));
    if (thumbprint !== null) return bindToBoth(request, dpop, thumbprint, state, now);
  }
  if (request.headers.dpop !== undefined || dpop === 'required') {
    return bindToKey(request, dpop, state, now);
  }
  return UNBOUND;
}

async function bindToBoth(
  request: ServerRequest,
  dpop: NonNullable<ServerClient['dpop']>,
  thumbprint: string,
  state: ServerState,
  now: number,
): Promise<Result<Binding, Refusal>> {
  const toKey = await bindToKey(request, dpop, state, now);
  if (!toKey.ok) return toKey;
  const { cnf, remark } = toKey.value;
  return ok({
    cnf: { ...cnf, 'x5t#S256': thumbprint },
    remark: `bound to the certificate ${thumbprint}${remark === null ? '' : `; ${remark}`}`,
  });
}

async function bindToKey(
  request: ServerRequest,
  dpop: NonNullable<ServerClient['dpop']>,
  state: ServerState,
  now: number,
): Promise<Result<Binding, Refusal>> {
  if (request.headers.dpop === undefined) {
    return dpop === 'required' ? err(withoutProof(state, now)) : UNBOUND;
  }
  if (dpop === 'off') {
    return ok({ cnf: null, remark: 'the DPoP proof was not looked at: DPoP is off for this client' });
  }
  const proof = await verifyProof(request, null, state, now);
  if (!proof.ok) return err({ ...proof.error, headers: nonceHeader(state, now, 'server') });
  const { jkt } = proof.value;
  return ok({ cnf: { jkt }, remark: `bound to the DPoP key ${jkt}` });
}

function withoutProof(state: ServerState, now: number): Refusal {
  const description = 'A DPoP proof is missing: the tokens of this client are bound to a key';
  return { error: 'invalid_dpop_proof', description, headers: nonceHeader(state, now, 'server') };
}

function withoutCertificate({ asksForCertificates, endpoints }: ServerState): Refusal {
  const where = endpoints.mutualTls === undefined ? '' : `; use ${endpoints.mutualTls.token}`;
  const description = asksForCertificates
    ? `A client certificate is missing: the tokens of this client are bound to one${where}`
    : 'The tokens of this client are bound to a certificate, and mutual TLS is off at this server';
  return { error: 'invalid_request', description };
}
