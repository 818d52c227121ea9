import { activeClient } from '../../../shared/model/active-client.ts';
import type { FormFill } from '../../../shared/model/form-fill.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import { clientSecretKey } from '../../../shared/model/secret-keys.ts';
import { findWorkspace } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { showPage } from './navigation.ts';
import { showNotice } from './notices.ts';
import { flushSecrets, setSecret } from './secrets.ts';
import { adoptToken } from './tokens.ts';
import { openStep, showResult } from './workbench.ts';
import { keepWorkspace, updateWorkspace } from './workspaces.ts';

/**
 * Fills the cards with what was pasted or opened, of a workspace that is there or of a new one, and tells what of it
 * could not be understood.
 */
export async function fillForm(fill: FormFill): Promise<void> {
  const { workspace, secret, token, tokenKey = null, target, notUnderstood } = fill;
  const { id } = workspace;
  // What was typed before belongs to the client that was in use before.
  await flushSecrets();
  if (findWorkspace(store.getState(), id)) updateWorkspace(id, () => workspace);
  else await keepWorkspace(saveWorkspace(workspace));
  if (secret !== null) await setSecret(id, clientSecretKey(activeClient(workspace).id), secret);
  const adopted = token === null ? null : await adoptToken(id, token, tokenKey);
  if (adopted) showResult({ kind: 'kept-token', tokenId: adopted.id }, id);
  showPage('flow');
  openStep(target === 'token' ? 'server' : 'api');
  if (notUnderstood.length === 0) return;
  showNotice({
    tone: 'information',
    message: 'The form is filled, except for this:',
    nextStep: notUnderstood.join('\n'),
    detail: null,
  });
}
