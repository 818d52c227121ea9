import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.ts';
import type { Settings } from '../../shared/model/settings.ts';
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
import { initialToast, type ToastSlice } from './slices/toast.ts';
import { initialTokenServer, type TokenServerSlice } from './slices/token-server.ts';
import { initialTokens, type TokensSlice } from './slices/tokens.ts';
import { initialTutorial, type TutorialSlice } from './slices/tutorial.ts';
import { initialWorkbench, type WorkbenchSlice } from './slices/workbench.ts';
import { initialWorkspaces, type WorkspacesSlice } from './slices/workspaces.ts';

/** All that the window knows, a slice for each matter. Slices hold data only; selectors read it, actions change it. */
export interface AppState {
  readonly application: ApplicationSlice;
  readonly navigation: NavigationSlice;
  readonly workspaces: WorkspacesSlice;
  readonly discovery: DiscoverySlice;
  readonly secrets: SecretsSlice;
  readonly keys: KeysSlice;
  readonly runs: RunsSlice;
  readonly repeat: RepeatSlice;
  readonly probe: ProbeSlice;
  readonly tokens: TokensSlice;
  readonly previews: PreviewsSlice;
  readonly history: HistorySlice;
  readonly tokenServer: TokenServerSlice;
  readonly serverClients: ServerClientsSlice;
  readonly settings: Settings;
  readonly tutorial: TutorialSlice;
  readonly workbench: WorkbenchSlice;
  readonly toast: ToastSlice;
  readonly notices: NoticesSlice;
}

export const initialState: AppState = {
  application: initialApplication,
  navigation: initialNavigation,
  workspaces: initialWorkspaces,
  discovery: initialDiscovery,
  secrets: initialSecrets,
  keys: initialKeys,
  runs: initialRuns,
  repeat: initialRepeat,
  probe: initialProbe,
  tokens: initialTokens,
  previews: initialPreviews,
  history: initialHistory,
  tokenServer: initialTokenServer,
  serverClients: initialServerClients,
  settings: DEFAULT_SETTINGS,
  tutorial: initialTutorial,
  workbench: initialWorkbench,
  toast: initialToast,
  notices: initialNotices,
};

export const store = createStore<AppState>()(() => initialState);

/** What is to change: of each slice named here, the members named here. */
type Change = { readonly [Slice in keyof AppState]?: Partial<AppState[Slice]> };

/** Changes members of slices, all at once; what is not named stays. */
export function update(change: Change | ((state: AppState) => Change)): void {
  store.setState((state) => {
    const slices = Object.entries(typeof change === 'function' ? change(state) : change);
    return Object.fromEntries(
      slices.map(([name, members]) => [name, { ...state[name as keyof AppState], ...members }]),
    );
  });
}

/** Selects from the store. A selector must return something that is in the state, or a primitive. */
export function useAppState<T>(selector: (state: AppState) => T): T {
  return useStore(store, selector);
}
