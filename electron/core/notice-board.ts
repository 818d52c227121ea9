import type { AppError } from '../../shared/errors.ts';
import type { SendEvent } from '../../shared/ipc/events.ts';

/** Notices for the user. Until the page requests its first state, notices are queued and delivered with it. */
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

  /** All startup notices. A page that reloads after a crash gets the same ones. */
  read(): readonly AppError[] {
    this.#isRead = true;
    return this.#early;
  }
}
