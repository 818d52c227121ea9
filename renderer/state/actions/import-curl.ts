import type { CurlImport } from '../../../shared/curl/apply-curl.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { setCardOpen } from './navigation.ts';
import { showNotice } from './notices.ts';
import { adoptToken } from './runs.ts';
import { flushSecrets, setSecret } from './secrets.ts';
import { updateWorkspace } from './workspaces.ts';

/** Fills the cards with what a curl command says, and tells what of it could not be understood. */
export async function applyCurl(curl: CurlImport): Promise<void> {
  const { id } = selectWorkspace(store.getState());
  // What was typed before belongs to the client that was in use before.
  await flushSecrets();
  updateWorkspace(id, () => ({ ...curl.workspace, id }));
  if (curl.secret !== null) await setSecret(id, activeClient(curl.workspace).id, curl.secret);
  if (curl.token !== null) await adoptToken(id, curl.token);
  for (const card of curl.target === 'token' ? (['server', 'request'] as const) : (['api'] as const)) {
    setCardOpen(card, true);
  }
  if (curl.notUnderstood.length === 0) return;
  showNotice({
    tone: 'information',
    message: 'The command filled the form, except for this:',
    nextStep: curl.notUnderstood.join('\n'),
    detail: null,
  });
}
