import type { Workspace } from '../../model/workspace.ts';
import { decodeJwt, timeClaim } from '../jwt/jwt.ts';
import type { AccessToken } from './token.ts';
import { bindingOfToken } from './token-binding.ts';
import { ownerOf } from './token-response.ts';

export interface PastedToken {
  readonly id: string;
  readonly value: string;
  readonly workspace: Workspace;
  /** The thumbprint of the key that it was sent with elsewhere, where that is known. */
  readonly jkt?: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * A token that was obtained elsewhere: a bearer token (RFC 6750), unless it names a key that calls have to prove (RFC
 * 9449 §6.1), or was sent with the proof of one. When it expires is known only of a JWT (RFC 7519 §4.1.4); what was asked for is not known at all.
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
    // Nothing here made it, so that nothing that changes here makes it stale.
    inputsKey: '',
    inputs: [],
    ...(binding && { binding }),
  };
}
