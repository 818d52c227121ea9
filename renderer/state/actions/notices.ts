import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { newId } from '../new-id.ts';
import { type Notice, noticeFromError } from '../slices/notices.ts';
import { update } from '../store.ts';

export function showNotice(notice: Omit<Notice, 'id'>): void {
  update((state) => {
    // Saving to a full disk would repeat the message at every key stroke.
    const others = state.notices.list.filter(({ message }) => message !== notice.message);
    return { notices: { list: [...others, { ...notice, id: newId() }] } };
  });
}

export function showError(error: AppError): void {
  showNotice(noticeFromError('', error));
}

export function dismissNotice(id: string): void {
  update((state) => ({
    notices: { list: state.notices.list.filter((notice) => notice.id !== id) },
  }));
}

/** Shows the error of a failed call; true on success. For calls without a better place to show it. */
export function reportFailure<T>(result: Result<T, AppError>): result is { ok: true; value: T } {
  if (!result.ok) showError(result.error);
  return result.ok;
}
