import { invoke } from '../../api.ts';
import { reportFailure } from './notices.ts';

/** Opens a page in the system's browser; the main process decides whether to ask first. */
export async function openExternal(url: string): Promise<void> {
  reportFailure(await invoke('app.openExternal', { url }));
}
