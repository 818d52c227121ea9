import type { RequestPreview } from '../../../shared/ipc/runs.ts';

/** The active workspace's requests, built by the main process; null before its first response. */
export interface PreviewsSlice {
  readonly token: RequestPreview | null;
  readonly api: RequestPreview | null;
}

export const initialPreviews: PreviewsSlice = { token: null, api: null };
