import { invoke } from '../../api.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { reportFailure } from './notices.ts';
import { maskForNow } from './presentation.ts';
import { flushSecrets } from './secrets.ts';

/** True if the text is on the clipboard; in presentation mode, without credentials. */
export async function copyText(text: string): Promise<boolean> {
  const { presenting } = store.getState().navigation;
  return reportFailure(await invoke('clipboard.write', { text: presenting ? maskForNow(text) : text }));
}

/**
 * Copies the token request's curl command. The main process builds it, because only it has the secret: `plain` includes
 * the secret, `variables` uses `$CLIENT_SECRET`.
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
