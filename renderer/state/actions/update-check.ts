import { invoke } from '../../api.ts';
import { store, update } from '../store.ts';
import { showNotice } from './notices.ts';
import { changeSettings } from './settings.ts';

/** A failure at the start is shown in Settings only: nobody waits for the check then. */
export async function checkForUpdateAtStart(): Promise<void> {
  const { settings, application } = store.getState();
  if (!settings.checkForUpdates || application.releasesPage === null) return;
  await checkForUpdate();
  const { updateCheck, appVersion } = store.getState().application;
  if (updateCheck?.status !== 'done' || !updateCheck.result.ok) return;
  const { isNewer, latest, page } = updateCheck.result.value;
  if (!isNewer) return;
  showNotice({
    tone: 'information',
    message: `Credence ${latest} is available. You have ${appVersion}.`,
    nextStep: `Download it from ${page}.`,
    detail: null,
  });
}

/** Turning it on checks at once. */
export async function setCheckForUpdates(checkForUpdates: boolean): Promise<void> {
  await changeSettings({ checkForUpdates });
  if (checkForUpdates) await checkForUpdate();
}

async function checkForUpdate(): Promise<void> {
  update({ application: { updateCheck: { status: 'running' } } });
  const result = await invoke('app.checkForUpdate', undefined);
  update({ application: { updateCheck: { status: 'done', result } } });
}
