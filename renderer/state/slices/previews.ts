import type { RequestPreview } from '../../../shared/ipc/runs.ts';

/** What would be sent now, as the main process builds it; null before its first answer. Of the active workspace. */
export interface PreviewsSlice {
  readonly token: RequestPreview | null;
  readonly api: RequestPreview | null;
}

export const initialPreviews: PreviewsSlice = { token: null, api: null };
