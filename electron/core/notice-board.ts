import type { AppError } from '../../shared/errors.ts';
import type { SendEvent } from '../../shared/ipc/events.ts';

/**
 * What the person must hear about. Until the page has asked for its first state nobody listens: what comes up so early
 * goes along with that state.
 */
export class NoticeBoard {
  readonly #sendEvent: SendEvent;
  #early: AppError[] = [];
  #isRead = false;

  constructor(sendEvent: SendEvent) {
    this.#sendEvent = sendEvent;
  }

  tell(notice: AppError): void {
    if (this.#isRead) this.#sendEvent('notice', notice);
    else this.#early.push(notice);
  }

  /** Everything of the start; a page that loads once more, after a crash, gets the same. */
  read(): readonly AppError[] {
    this.#isRead = true;
    return this.#early;
  }
}
