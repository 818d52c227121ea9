import type { Bootstrap } from '../../../shared/ipc/bootstrap.ts';
import { invoke, listen } from '../../api.ts';
import { writeInLocale } from '../../ui/locale.ts';
import { newId } from '../new-id.ts';
import { noticeFromError } from '../slices/notices.ts';
import { store, update } from '../store.ts';
import { performCommand } from './commands.ts';
import { takeMetadataTry } from './discovery.ts';
import { takeSavedFile } from './files.ts';
import { followHistory, loadHistory } from './history.ts';
import { flushDeletion } from './history-deletion.ts';
import { openImport } from './navigation.ts';
import { showError } from './notices.ts';
import { startPreviews } from './previews.ts';
import { takeRepeatProgress } from './repeat.ts';
import { takeRunProgress, takeTokenOfRun } from './runs.ts';
import { flushSaves } from './save-workspaces.ts';
import { flushSecrets } from './secrets.ts';
import { takeTokenServerLog } from './server-log.ts';
import { takeTokenServerState } from './token-server.ts';
import { checkForUpdateAtStart } from './update-check.ts';
import { takeWorkspaceFromFile } from './workspace-files.ts';
import { takeChangedWorkspace } from './workspaces.ts';
import { applyZoom } from './zoom.ts';

/** Loads what the first frame needs and subscribes to events. Called once. */
export async function startApplication(): Promise<void> {
  // Subscribe first, or events before the response would be lost.
  const early: (() => void)[] = [];
  const whenReady = (work: () => void) => {
    if (store.getState().application.phase === 'ready') work();
    else early.push(work);
  };
  listen('tokenServer.state', (state) => whenReady(() => takeTokenServerState(state)));
  listen('tokenServer.log', (entries) => whenReady(() => takeTokenServerLog(entries)));
  listen('secret.storage', (secretStorage) =>
    whenReady(() => update({ secrets: { storage: secretStorage } })),
  );
  listen('workspace.changed', (workspace) => whenReady(() => takeChangedWorkspace(workspace)));
  listen('workspace.read', (read) => whenReady(() => takeWorkspaceFromFile(read)));
  listen('run.progress', takeRunProgress);
  listen('run.token', takeTokenOfRun);
  listen('metadata.try', takeMetadataTry);
  listen('repeat.progress', takeRepeatProgress);
  followHistory(whenReady);
  listen('file.saved', takeSavedFile);
  listen('notice', (error) => whenReady(() => showError(error)));
  listen('import.offered', ({ name, text }) => whenReady(() => openImport(text, name)));
  listen('menu.command', (command) => whenReady(() => performCommand(command)));

  const result = await invoke('app.bootstrap', undefined);
  if (!result.ok) {
    update({ application: { phase: 'failed', startError: result.error } });
    return;
  }
  takeBootstrap(result.value);
  void applyZoom();
  for (const work of early) work();
  startPreviews();
  window.addEventListener('pagehide', () => {
    flushDeletion();
    void flushSecrets();
    void flushSaves();
  });
}

/** The page is painted and usable. */
export async function announceReady(): Promise<void> {
  const told = invoke('app.ready', undefined);
  update({ application: { firstFrameShown: true } });
  await told;
  void checkForUpdateAtStart();
  // So that a long History page opens at once.
  await loadHistory();
}

function takeBootstrap(bootstrap: Bootstrap): void {
  writeInLocale(bootstrap.locale);
  update({
    application: {
      phase: 'ready',
      appVersion: bootstrap.appVersion,
      versions: bootstrap.versions,
      unofficialElectron: bootstrap.unofficialElectron,
      platform: bootstrap.platform,
      locale: bootstrap.locale,
      releasesPage: bootstrap.releasesPage,
      runTutorial: bootstrap.runTutorial,
    },
    workspaces: {
      list: bootstrap.workspaces,
      selections: bootstrap.selections,
      files: bootstrap.workspaceFiles,
      activeId: bootstrap.activeWorkspaceId,
    },
    settings: bootstrap.settings,
    workbench: { ...store.getState().workbench, openStep: bootstrap.settings.layout.openStep },
    secrets: { storage: bootstrap.secretStorage, stored: new Set(bootstrap.clientsWithSecret) },
    tokenServer: {
      state: bootstrap.tokenServer.state,
      settings: bootstrap.tokenServer.settings,
      clients: bootstrap.tokenServer.clients,
      log: bootstrap.tokenServer.log,
    },
    notices: { list: bootstrap.notices.map((error) => noticeFromError(newId(), error)) },
  });
}
