import { type AppError, appError } from '../../../shared/errors.ts';
import { err, type Result } from '../../../shared/result.ts';

/** Active runs, each cancellable by ID. */
export class RunRegistry {
  readonly #running = new Map<string, AbortController>();

  /** Runs `work` under an ID that no other active run has. */
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

  /** Ignores a run that has ended meanwhile: its result is on the way. */
  cancel(runId: string): void {
    this.#running.get(runId)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}
