import type { Workspace } from './workspace.ts';

/** The changes that a pasted or opened text makes to a workspace; nothing is applied before the user has seen it. */
export interface FormFill {
  readonly workspace: Workspace;
  /** The secret of the workspace's (then) active client, or null if there was none. */
  readonly secret: string | null;
  /** Which card was filled; `token` if both. */
  readonly target: 'token' | 'api';
  /** An access token that the API call carried, or null. */
  readonly token: string | null;
  /** Thumbprint (RFC 7638) of the token's DPoP key, if any. */
  readonly tokenKey?: string;
  /** Notes about ignored parts, with reasons. */
  readonly notUnderstood: readonly string[];
}
