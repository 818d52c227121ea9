import type { AppError } from '../../../shared/errors.ts';

/** Messages not tied to a field: a damaged file, a full disk, an import's notes. */
export interface NoticesSlice {
  readonly list: readonly Notice[];
}

export interface Notice {
  readonly id: string;
  readonly tone: 'problem' | 'information';
  readonly message: string;
  readonly nextStep: string | null;
  readonly detail: string | null;
}

export const initialNotices: NoticesSlice = { list: [] };

export function noticeFromError(id: string, error: AppError): Notice {
  return {
    id,
    tone: 'problem',
    message: error.message,
    nextStep: error.nextStep ?? null,
    detail: error.detail ?? null,
  };
}
