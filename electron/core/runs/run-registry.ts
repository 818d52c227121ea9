import { type AppError, appError } from '../../../shared/errors.ts';
import { err, type Result } from '../../../shared/result.ts';

/** The runs under way, so that each can be cancelled by its id. */
export class RunRegistry {
  readonly #running = new Map<string, AbortController>();

  /** Runs `work` under the id, which no other run may have at the same time. */
  async track<T>(
    runId: string,
    work: (signal: AbortSignal) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    if (this.#running.has(runId)) return err(appError('config.invalid', 'This run is already under way.'));
    const controller = new AbortController();
    this.#running.set(runId, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#running.delete(runId);
    }
  }

  /** A run that has ended meanwhile is no error: the answer is on its way. */
  cancel(runId: string): void {
    this.#running.get(runId)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}
