import type { Exchange } from '../../http/exchange.ts';
import type { Key } from '../../model/key.ts';
import type { Workspace } from '../../model/workspace.ts';
import { proofOf } from '../dpop/dpop.ts';
import { certificateThumbprint, jwkThumbprint, thumbprintOfFingerprint } from '../jwt/thumbprint.ts';
import { confirmationOfToken } from './confirmation.ts';
import type { AccessToken, BoundKey, TokenBinding } from './token.ts';

/** What the request showed that brought a token. Null where it showed nothing: then the token is a bearer token. */
export function bindingOfExchange(
  { request, tls }: Pick<Exchange, 'request' | 'tls'>,
  { keys = [] }: Pick<Workspace, 'keys'>,
): TokenBinding | null {
  const jkt = proofOf(request)?.jkt ?? null;
  const x5tS256 = tls?.clientCertificate ? thumbprintOfFingerprint(tls.clientCertificate) : null;
  return toBinding({ jkt, x5tS256 }, keys);
}

/**
 * What a token that was obtained elsewhere says of itself. Where it is opaque, or names no key, `jkt` stands in: the
 * thumbprint of the key that it was sent with. Null where nothing is known.
 */
export function bindingOfToken(
  accessToken: string,
  { keys = [] }: Pick<Workspace, 'keys'>,
  jkt: string | null = null,
): TokenBinding | null {
  const { jkt: named = null, x5tS256 = null } = confirmationOfToken(accessToken) ?? {};
  return toBinding({ jkt: named ?? jkt, x5tS256 }, keys);
}

/** Whether calls carry the token under the scheme DPoP, with a proof (RFC 9449 §7.1), and not as a bearer token. */
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
