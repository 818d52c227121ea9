import type { CommandId } from '../../../shared/model/commands.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { selectArmedFaults } from '../selectors/faults.ts';
import { selectApiRun, selectCurrentToken, selectTokenRun } from '../selectors/runs.ts';
import { tokensOf } from '../selectors/tokens.ts';
import { selectClient, selectResolved, selectSaved } from '../selectors/workspaces.ts';
import { type AppState, store, update } from '../store.ts';
import { copyText, copyTokenCurl } from './clipboard.ts';
import { copyDiagnostics } from './diagnostics.ts';
import { discover } from './discovery.ts';
import { disarmFaults } from './faults.ts';
import { openKeys } from './keys.ts';
import { addCall, addLibraryClient } from './library.ts';
import {
  openExport,
  openImport,
  openPalette,
  showPage,
  showSettings,
  showSnippets,
  showTokenServer,
  showTrust,
} from './navigation.ts';
import { leavePresentation, startPresentation } from './presentation.ts';
import { openRepeat } from './repeat.ts';
import { cancelRuns, renewTokenAndCallApi, runApiRequest, runTokenRequest } from './runs.ts';
import { changeSettings } from './settings.ts';
import { tellCopied } from './toast.ts';
import { introspectToken, revokeToken, verifyToken } from './token-operations.ts';
import { ensureTokenServerRuns, startTokenServer, stopTokenServer } from './token-server.ts';
import { openShelf } from './token-shelf.ts';
import { openVariables } from './variables.ts';
import { openStep, showResult, skipWelcome, toggleSidebar, toggleTimeline } from './workbench.ts';
import { keepWorkspaceInFile, openWorkspaceFile } from './workspace-files.ts';
import { addWorkspace } from './workspaces.ts';
import { zoom } from './zoom.ts';

interface CommandWork {
  readonly perform: () => unknown;
  /** Whether it is available now; default: always. */
  readonly when?: (state: AppState) => boolean;
  /** What it applies to, in a few words. */
  readonly note?: (state: AppState) => string;
}

const WORK: Readonly<Record<CommandId, CommandWork>> = {
  'get-token': { perform: onFlow(getToken), note: describeTokenRequest },
  'call-api': { perform: onFlow(runApiRequest), note: describeCall },
  'token-then-call': { perform: onFlow(renewTokenAndCallApi), note: describeCall },
  cancel: { perform: cancelOrLeave, when: isRunning },
  'repeat-token': { perform: onFlow(() => openRepeat('token')) },
  'repeat-api': { perform: onFlow(() => openRepeat('api')) },
  'copy-curl': { perform: () => copyTokenCurl('bash', 'variables').then(tellCopied) },
  'token-code': { perform: () => showSnippets('token') },
  'api-code': { perform: () => showSnippets('api') },
  discover: { perform: onFlow(discover), note: (state) => selectResolved(state).server.issuer },

  'verify-token': forToken(verifyToken),
  'introspect-token': forToken(introspectToken),
  'revoke-token': forToken(revokeToken),
  'copy-token': {
    perform: () => withToken(({ value }) => copyText(value).then(tellCopied)),
    when: hasToken,
    note: describeToken,
  },
  'compare-tokens': {
    perform: () => openShelf(),
    when: (state) => tokensOf(state.tokens.byId, selectSaved(state).id).length > 1,
  },

  'show-flow': { perform: () => showPage('flow') },
  'show-history': { perform: () => showPage('history') },
  'show-token-server': { perform: () => showPage('token-server') },
  'show-settings': { perform: () => showPage('settings') },
  'open-server-step': { perform: onFlow(() => openStep('server')) },
  'open-request-step': { perform: onFlow(() => openStep('request')) },
  'open-api-step': { perform: onFlow(() => openStep('api')) },
  'show-trust': { perform: showTrust },
  'show-variables': { perform: () => openVariables() },
  'show-keys': { perform: () => openKeys() },
  'show-server-clients': { perform: () => showTokenServer('clients') },
  'show-faults': { perform: () => showTokenServer('faults') },
  'show-server-settings': { perform: () => showTokenServer('settings') },
  'show-server-log': { perform: () => showTokenServer('log') },

  paste: { perform: () => openImport(), note: () => 'curl, JWT, URL, HAR' },
  'new-client': { perform: onFlow(addLibraryClient) },
  'new-call': { perform: onFlow(addCall) },
  'new-workspace': { perform: addWorkspace },
  'open-workspace-file': { perform: openWorkspaceFile },
  'keep-in-file': {
    perform: () => keepWorkspaceInFile(selectSaved(store.getState()).id),
    when: (state) => selectSaved(state).kind === 'custom',
    note: (state) => state.workspaces.files[selectSaved(state).id] ?? selectSaved(state).name,
  },
  'export-workspace': {
    perform: () => openExport(selectSaved(store.getState()).id),
    note: (state) => selectSaved(state).name,
  },

  'start-token-server': {
    perform: startTokenServer,
    when: ({ tokenServer: { state: tokenServer } }) =>
      tokenServer.status === 'stopped' || tokenServer.status === 'failed',
  },
  'stop-token-server': {
    perform: stopTokenServer,
    when: (state) => state.tokenServer.state.status === 'running',
    note: ({ tokenServer: { state: tokenServer } }) =>
      tokenServer.status === 'running' ? new URL(tokenServer.endpoints.baseUrl).host : '',
  },
  'disarm-faults': {
    perform: () => disarmFaults(null),
    when: (state) => selectArmedFaults(state).length > 0,
  },

  search: { perform: openPalette, when: () => false },
  'toggle-sidebar': { perform: toggleSidebar },
  'toggle-timeline': { perform: toggleTimeline },
  present: { perform: togglePresentation, note: () => 'large type, secrets masked' },
  'zoom-in': { perform: () => zoom('in') },
  'zoom-out': { perform: () => zoom('out') },
  'zoom-reset': { perform: () => zoom('reset') },
  'theme-system': { perform: () => changeSettings({ theme: 'system' }) },
  'theme-light': { perform: () => changeSettings({ theme: 'light' }) },
  'theme-dark': { perform: () => changeSettings({ theme: 'dark' }) },

  'run-tutorial': {
    perform: () => update({ navigation: { page: 'flow' }, application: { runTutorial: true } }),
    when: ({ tutorial: { view: tutorial } }) => tutorial === null || tutorial.end !== null,
  },
  'copy-diagnostics': {
    perform: () => copyDiagnostics().then(tellCopied),
    note: () => 'for a bug report, no secrets',
  },
  'show-shortcuts': { perform: () => showSettings('Keyboard') },
};

/** Performs a command from the menu, a shortcut or the palette. */
export function performCommand(id: CommandId): void {
  void WORK[id].perform();
}

/** Whether the palette lists the command now. */
export function isOffered(id: CommandId, state: AppState): boolean {
  return WORK[id].when?.(state) ?? true;
}

export function noteOf(id: CommandId, state: AppState): string {
  return WORK[id].note?.(state) ?? '';
}

/** Runs the whole flow against the built-in server, in one click for new users. */
export async function tryBuiltInServer(): Promise<void> {
  skipWelcome();
  if (await ensureTokenServerRuns()) await renewTokenAndCallApi();
}

function togglePresentation(): void {
  if (store.getState().navigation.presenting) leavePresentation();
  else startPresentation();
}

/** Esc cancels a run; otherwise it ends the presentation. */
function cancelOrLeave(): unknown {
  const state = store.getState();
  return state.navigation.presenting && !isRunning(state) ? leavePresentation() : cancelRuns();
}

/** The welcome page has no request yet: the same keys try the built-in server. */
function getToken(): Promise<unknown> {
  return store.getState().settings.welcomeDone ? runTokenRequest() : tryBuiltInServer();
}

/** Shows the Flow page, where it takes effect. */
function onFlow(work: () => unknown): () => unknown {
  return () => {
    showPage('flow');
    return work();
  };
}

function forToken(operation: (token: AccessToken) => Promise<void>): CommandWork {
  return {
    perform: onFlow(() =>
      withToken((token) => {
        showResult({ kind: 'kept-token', tokenId: token.id });
        return operation(token);
      }),
    ),
    when: hasToken,
    note: describeToken,
  };
}

function withToken(work: (token: AccessToken) => unknown): unknown {
  const token = selectCurrentToken(store.getState());
  return token && work(token);
}

function hasToken(state: AppState): boolean {
  return selectCurrentToken(state) !== null;
}

function isRunning(state: AppState): boolean {
  return selectTokenRun(state).running !== null || selectApiRun(state).running !== null;
}

function describeTokenRequest(state: AppState): string {
  const { scopes } = selectResolved(state).request;
  return [selectClient(state).clientId, ...(scopes.length > 0 ? [`scope ${scopes.join(' ')}`] : [])].join(
    ', ',
  );
}

function describeCall(state: AppState): string {
  const { method, url } = selectResolved(state).api;
  return url === '' ? 'no URL yet' : `${method} ${URL.canParse(url) ? new URL(url).pathname : url}`;
}

function describeToken(state: AppState): string {
  const token = selectCurrentToken(state);
  return token === null ? '' : token.clientId;
}
