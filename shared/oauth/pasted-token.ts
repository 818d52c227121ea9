import type { Workspace } from '../model/workspace.ts';
import { inputsKey } from './inputs-key.ts';
import { decodeJwt, timeClaim } from './jwt.ts';
import type { AccessToken } from './token.ts';

export interface PastedToken {
  readonly id: string;
  readonly value: string;
  readonly workspace: Workspace;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * A bearer token (RFC 6750) that was obtained elsewhere. When it expires is known only of a JWT (RFC 7519 §4.1.4);
 * what was asked for is not known at all.
 */
export function pastedToken({ id, value, workspace, now }: PastedToken): AccessToken {
  const jwt = decodeJwt(value);
  return {
    id,
    value,
    tokenType: 'Bearer',
    receivedAt: now,
    expiresAt: jwt && timeClaim(jwt, 'exp'),
    requestedScopes: [],
    grantedScopes: null,
    pasted: true,
    inputsKey: inputsKey(workspace),
  };
}
