import type { RequestPreview } from '../../../shared/ipc/runs.ts';

/** What would be sent now, as the main process builds it; null before its first answer. Of the active workspace. */
export interface PreviewsSlice {
  readonly tokenPreview: RequestPreview | null;
  readonly apiPreview: RequestPreview | null;
}

export const initialPreviews: PreviewsSlice = { tokenPreview: null, apiPreview: null };
