import { activeClient } from '../../../shared/model/active-client.ts';
import { clientSecretKey, secretKey } from '../../../shared/model/secret-keys.ts';
import { invoke } from '../../api.ts';
import { newId } from '../new-id.ts';
import { findWorkspace, selectClient } from '../selectors/workspaces.ts';
import { withServerClient } from '../server-clients/flow-client.ts';
import { store, update } from '../store.ts';
import { showPage } from './navigation.ts';
import { reportFailure, showNotice } from './notices.ts';
import { flushSaves } from './save-workspaces.ts';
import { takeSecretStatus } from './secrets.ts';
import { switchDpopOn } from './sender-constraint.ts';
import { openStep } from './workbench.ts';
import { switchWorkspace, updateWorkspace } from './workspaces.ts';

/** Adds a committed client of the token server to the built-in workspace, with its secret if still available. */
export async function takeIntoFlow(clientId: string): Promise<void> {
  const {
    tokenServer: { clients },
    workspaces: { list: workspaces },
  } = store.getState();
  const client = clients.find((each) => each.clientId === clientId);
  const workspace = workspaces.find(({ kind }) => kind === 'built-in');
  if (!client) return;
  if (!workspace) {
    showNotice({
      tone: 'problem',
      message: 'The workspace of the built-in token server is gone.',
      nextStep: `Enter the client “${clientId}” in another workspace yourself.`,
      detail: null,
    });
    return;
  }
  updateWorkspace(workspace.id, (current) => withServerClient(current, client, newId()));
  // The main process deletes secrets of unknown clients.
  await flushSaves();
  if ('hasSecret' in client.authentication) await handSecretOver(clientId, workspace.id);
  await switchWorkspace(workspace.id);
  if (client.dpop === 'required' && !selectClient(store.getState()).dpop) await switchDpopOn();
  showPage('flow');
  openStep('server');
}

async function handSecretOver(clientId: string, workspaceId: string): Promise<void> {
  const workspace = findWorkspace(store.getState(), workspaceId);
  if (!workspace) return;
  const clientKey = activeClient(workspace).id;
  const result = await invoke('tokenServer.giveSecret', { clientId, workspaceId, clientKey });
  if (!reportFailure(result)) return;
  takeSecretStatus(workspaceId, clientSecretKey(clientKey), result.value);
  if (result.value.given) {
    // The secret field still contains the old one.
    update((state) => ({ secrets: { revision: state.secrets.revision + 1 } }));
  } else if (!store.getState().secrets.stored.has(secretKey(workspaceId, clientSecretKey(clientKey)))) {
    showNotice({
      tone: 'information',
      message: `Credence no longer has the secret of “${clientId}”.`,
      nextStep: 'Enter it in step 1, or give the client a new one on the Token server page.',
      detail: null,
    });
  }
}
