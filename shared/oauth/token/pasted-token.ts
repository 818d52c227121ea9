import type { Workspace } from '../../model/workspace.ts';
import { decodeJwt, timeClaim } from '../jwt/jwt.ts';
import type { AccessToken } from './token.ts';
import { bindingOfToken } from './token-binding.ts';
import { ownerOf } from './token-response.ts';

export interface PastedToken {
  readonly id: string;
  readonly value: string;
  readonly workspace: Workspace;
  /** Thumbprint of the key it was sent with elsewhere, if known. */
  readonly jkt?: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * A token obtained elsewhere. It is a bearer token (RFC 6750), unless it names a key to prove (RFC 9449 §6.1) or was
 * sent with a proof. Its expiry is only known if it is a JWT (RFC 7519 §4.1.4); the requested scope is unknown.
 */
export function pastedToken({ id, value, workspace, jkt = null, now }: PastedToken): AccessToken {
  const jwt = decodeJwt(value);
  const binding = bindingOfToken(value, workspace, jkt);
  return {
    id,
    value,
    ...ownerOf(workspace),
    tokenType: binding?.dpop ? 'DPoP' : 'Bearer',
    receivedAt: now,
    expiresAt: jwt && timeClaim(jwt, 'exp'),
    requestedScopes: [],
    grantedScopes: null,
    pasted: true,
    // It was not requested here, so no change here makes it stale.
    inputsKey: '',
    inputs: [],
    ...(binding && { binding }),
  };
}
