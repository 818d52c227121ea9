import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type ApplicationSlice, initialApplication } from './slices/application.ts';
import { type DiscoverySlice, initialDiscovery } from './slices/discovery.ts';
import { type HistorySlice, initialHistory } from './slices/history.ts';
import { initialKeys, type KeysSlice } from './slices/keys.ts';
import { initialNavigation, type NavigationSlice } from './slices/navigation.ts';
import { initialNotices, type NoticesSlice } from './slices/notices.ts';
import { initialPreviews, type PreviewsSlice } from './slices/previews.ts';
import { initialProbe, type ProbeSlice } from './slices/probe.ts';
import { initialRepeat, type RepeatSlice } from './slices/repeat.ts';
import { initialRuns, type RunsSlice } from './slices/runs.ts';
import { initialSecrets, type SecretsSlice } from './slices/secrets.ts';
import { initialServerClients, type ServerClientsSlice } from './slices/server-clients.ts';
import { initialSettings, type SettingsSlice } from './slices/settings.ts';
import { initialToast, type ToastSlice } from './slices/toast.ts';
import { initialTokenServer, type TokenServerSlice } from './slices/token-server.ts';
import { initialTokens, type TokensSlice } from './slices/tokens.ts';
import { initialTutorial, type TutorialSlice } from './slices/tutorial.ts';
import { initialWorkbench, type WorkbenchSlice } from './slices/workbench.ts';
import { initialWorkspaces, type WorkspacesSlice } from './slices/workspaces.ts';

/** All that the window knows. Slices hold data only; selectors read it, actions change it. */
export interface AppState
  extends ApplicationSlice,
    NavigationSlice,
    WorkspacesSlice,
    DiscoverySlice,
    SecretsSlice,
    KeysSlice,
    RunsSlice,
    RepeatSlice,
    ProbeSlice,
    TokensSlice,
    PreviewsSlice,
    HistorySlice,
    TokenServerSlice,
    ServerClientsSlice,
    SettingsSlice,
    TutorialSlice,
    WorkbenchSlice,
    ToastSlice,
    NoticesSlice {}

export const initialState: AppState = {
  ...initialApplication,
  ...initialNavigation,
  ...initialWorkspaces,
  ...initialDiscovery,
  ...initialSecrets,
  ...initialKeys,
  ...initialRuns,
  ...initialRepeat,
  ...initialProbe,
  ...initialTokens,
  ...initialPreviews,
  ...initialHistory,
  ...initialTokenServer,
  ...initialServerClients,
  ...initialSettings,
  ...initialTutorial,
  ...initialWorkbench,
  ...initialToast,
  ...initialNotices,
};

export const store = createStore<AppState>()(() => initialState);

/** Selects from the store. A selector must return something that is in the state, or a primitive. */
export function useAppState<T>(selector: (state: AppState) => T): T {
  return useStore(store, selector);
}
