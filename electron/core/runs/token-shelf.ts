import { type AppError, appError } from '../../../shared/errors.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** A safety bound, far above what the window keeps; it removes what it drops. */
const CAPACITY = 200;

/** Tokens of this session, by ID. In memory only. The oldest is dropped first. */
export class TokenShelf {
  readonly #tokens = new Map<string, AccessToken>();

  put(token: AccessToken): void {
    this.#tokens.delete(token.id);
    this.#tokens.set(token.id, token);
    for (const oldest of this.#tokens.keys()) {
      if (this.#tokens.size <= CAPACITY) break;
      this.#tokens.delete(oldest);
    }
  }

  /** Fails with `token.missing` if the token was dropped. */
  find(id: string): Result<AccessToken, AppError> {
    const token = this.#tokens.get(id);
    if (token) return ok(token);
    return err(
      appError('token.missing', 'This token is no longer kept.', {
        nextStep: 'Get a new token, then try again.',
      }),
    );
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#tokens.delete(id);
  }
}
