import type { Exchange } from '../../http/exchange.ts';
import type { Key } from '../../model/key.ts';
import type { Workspace } from '../../model/workspace.ts';
import { proofOf } from '../dpop/dpop.ts';
import { certificateThumbprint, jwkThumbprint, thumbprintOfFingerprint } from '../jwt/thumbprint.ts';
import { confirmationOfToken } from './confirmation.ts';
import type { AccessToken, BoundKey, TokenBinding } from './token.ts';

/** The key or certificate presented in the token request. Null if there was none: a bearer token. */
export function bindingOfExchange(
  { request, tls }: Pick<Exchange, 'request' | 'tls'>,
  { keys = [] }: Pick<Workspace, 'keys'>,
): TokenBinding | null {
  const jkt = proofOf(request)?.jkt ?? null;
  const x5tS256 = tls?.clientCertificate ? thumbprintOfFingerprint(tls.clientCertificate) : null;
  return toBinding({ jkt, x5tS256 }, keys);
}

/**
 * The binding of a token obtained elsewhere. If it is opaque or names no key, `jkt` is used: the thumbprint of the key
 * it was sent with. Null if unknown.
 */
export function bindingOfToken(
  accessToken: string,
  { keys = [] }: Pick<Workspace, 'keys'>,
  jkt: string | null = null,
): TokenBinding | null {
  const { jkt: named = null, x5tS256 = null } = confirmationOfToken(accessToken) ?? {};
  return toBinding({ jkt: named ?? jkt, x5tS256 }, keys);
}

/** Whether calls use the DPoP scheme with a proof (RFC 9449 §7.1) instead of a bearer token. */
export function isDpopToken({ tokenType }: Pick<AccessToken, 'tokenType'>): boolean {
  return tokenType.toLowerCase() === 'dpop';
}

function toBinding(
  { jkt, x5tS256 }: { readonly jkt: string | null; readonly x5tS256: string | null },
  keys: readonly Key[],
): TokenBinding | null {
  if (jkt === null && x5tS256 === null) return null;
  const find = (thumbprint: string, of: (key: Key) => string | null): BoundKey => ({
    keyId: keys.find((key) => of(key) === thumbprint)?.id ?? null,
    thumbprint,
  });
  return {
    ...(jkt !== null && { dpop: find(jkt, ({ publicJwk }) => jwkThumbprint(publicJwk)) }),
    ...(x5tS256 !== null && {
      certificate: find(x5tS256, ({ certificates }) => certificateThumbprint(certificates[0] ?? '')),
    }),
  };
}
