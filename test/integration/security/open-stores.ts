import { join } from 'node:path';
import { HistoryStore } from '../../../electron/core/history/history-store.ts';
import { encryptingSeal } from '../../../electron/core/history/line-seal.ts';
import { SecretStore } from '../../../electron/core/storage/secret-store.ts';
import { WorkspaceStore } from '../../../electron/core/storage/workspace-store.ts';
import { defaultWorkspaces } from '../../../electron/core/workspaces/default-workspaces.ts';
import type { AppError } from '../../../shared/errors.ts';
import { fakeKeychain } from '../../unit/electron/core/storage/fake-keychain.ts';

/** The stores of a data folder, as the app opens them, with everything that they complained about. */
export async function openStores(folder: string) {
  const notices: AppError[] = [];
  const note = (notice: AppError | null) => {
    if (notice !== null) notices.push(notice);
  };
  const workspaces = new WorkspaceStore(join(folder, 'workspaces.json'), defaultWorkspaces());
  note(await workspaces.load());
  const secrets = new SecretStore({
    path: join(folder, 'secrets.json'),
    keychain: fakeKeychain(),
    workspaces: () => workspaces.workspaces,
    onStorage: () => {},
    onNotice: note,
  });
  note(await secrets.load());
  await secrets.unlock();
  const history = new HistoryStore(join(folder, 'history.jsonl'), { entries: 100_000, bytes: 2 ** 30 });
  const opened = await history.open(encryptingSeal(Buffer.alloc(32, 1)));
  if (!opened.ok) notices.push(opened.error);
  const unread = opened.ok ? opened.value : null;
  return { workspaces, secrets, history, notices, unread };
}
