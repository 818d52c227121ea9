import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * Where secrets come from: the window's secret store, or environment variables, a file or a sealed workspace on the
 * command line. `secretKey` (shared/model/secret-keys.ts) builds the keys.
 */
export interface SecretSource {
  /** Resolves to null if the secret does not exist. Fails if it exists but cannot be read. */
  get(key: string): Promise<Result<string | null, AppError>>;
}
