import type { Workspace } from './workspace.ts';

/** What something that was pasted or opened makes of a workspace; nothing is changed before a person has seen it. */
export interface FormFill {
  readonly workspace: Workspace;
  /** The secret of the workspace's (then) active client, or null when there was none. */
  readonly secret: string | null;
  /** Which card was filled; `token` also when both were. */
  readonly target: 'token' | 'api';
  /** An access token that the API call carried, or null. */
  readonly token: string | null;
  /** The thumbprint (RFC 7638) of the key that was proven with that token; absent where none was. */
  readonly tokenKey?: string;
  /** Sentences on what was left out, and why. */
  readonly notUnderstood: readonly string[];
}
