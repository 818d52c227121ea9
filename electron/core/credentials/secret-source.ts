import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * Where secrets come from: the secret store of the window, or environment variables, a file or a sealed workspace on
 * the command line. Keys are made by {@link secretKey}.
 */
export interface SecretSource {
  /** Null if there is no such secret. Fails if there is one and it cannot be read. */
  get(key: string): Promise<Result<string | null, AppError>>;
}

/** The key of one secret of a workspace; `name` is a client's id, or one of `shared/model/secret-keys.ts`. */
export function secretKey(workspaceId: string, name: string): string {
  return `${workspaceId}/${name}`;
}
