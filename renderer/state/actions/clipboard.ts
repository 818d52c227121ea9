import { invoke } from '../../api.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { reportFailure } from './notices.ts';
import { maskForNow } from './presentation.ts';
import { flushSecrets } from './secrets.ts';

/** True when the text is on the clipboard; while presenting, without its credentials. */
export async function copyText(text: string): Promise<boolean> {
  const { presenting } = store.getState().navigation;
  return reportFailure(await invoke('clipboard.write', { text: presenting ? maskForNow(text) : text }));
}

/**
 * Copies the curl command of the token request. The main process makes it, because only there is the secret:
 * `plain` puts it on the clipboard, `variables` puts `$CLIENT_SECRET` in its place.
 */
export async function copyTokenCurl(
  shell: 'bash' | 'powershell',
  secrets: 'variables' | 'plain',
): Promise<boolean> {
  await flushSecrets();
  const { presenting } = store.getState().navigation;
  const workspace = selectWorkspace(store.getState());
  return reportFailure(
    await invoke('clipboard.copyTokenCurl', {
      workspace,
      shell,
      secrets: presenting ? 'variables' : secrets,
    }),
  );
}
