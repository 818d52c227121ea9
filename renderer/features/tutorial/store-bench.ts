import type { Workspace } from '../../../shared/model/workspace.ts';
import { switchClient } from '../../state/actions/clients.ts';
import {
  cancelRuns,
  renewTokenAndCallApi,
  runApiRequest,
  runTokenRequest,
} from '../../state/actions/runs.ts';
import { configureTokenServer, ensureTokenServerRuns } from '../../state/actions/token-server.ts';
import { switchWorkspace, updateActiveWorkspace } from '../../state/actions/workspaces.ts';
import { selectApiRun, selectCurrentToken, selectTokenRun } from '../../state/selectors/runs.ts';
import { selectHasSecret } from '../../state/selectors/secrets.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { store } from '../../state/store.ts';
import { prefersReducedMotion } from './reduced-motion.ts';
import type { TutorialBench } from './tutorial-bench.ts';
import { waitFor, waitUntil } from './wait-until.ts';

const MS_PER_CHARACTER = 22;

/** Puts a text in letter by letter, as a person would; at once where less motion is preferred. */
async function typeText(text: string, signal: AbortSignal, write: (text: string) => void): Promise<void> {
  if (!prefersReducedMotion()) {
    for (let length = 1; length < text.length; length += 1) {
      write(text.slice(0, length));
      await waitFor(MS_PER_CHARACTER, signal);
      if (signal.aborted) return;
    }
  }
  write(text);
}

/** The server's clock may stand a little behind ours when it made the token. */
const EXPIRY_MARGIN_MS = 400;

/** The bench of the real window: the store's own actions, which buttons and fields call too. */
export function createStoreBench(signal: AbortSignal): TutorialBench {
  /** What is under way when the person stops the tutorial is cancelled with it. */
  const cancellable = async (work: Promise<unknown>) => {
    const cancel = () => void cancelRuns();
    signal.addEventListener('abort', cancel);
    try {
      await work;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };

  return {
    observe() {
      const state = store.getState();
      return {
        server: state.tokenServer.state,
        workspace: selectWorkspace(state),
        hasSecret: selectHasSecret(state),
        tokenRun: selectTokenRun(state).result,
        tokenProblem: selectTokenRun(state).error,
        token: selectCurrentToken(state),
        apiRun: selectApiRun(state).result,
        apiProblem: selectApiRun(state).error,
        now: Date.now(),
      };
    },

    async startServer() {
      await ensureTokenServerRuns();
      const { state: tokenServer, settings: tokenServerSettings } = store.getState().tokenServer;
      if (tokenServer.status !== 'failed' || tokenServer.failure.code !== 'port-in-use') return;
      if (tokenServer.failure.freePort === null) return;
      await configureTokenServer({ ...tokenServerSettings, port: tokenServer.failure.freePort });
      await ensureTokenServerRuns();
    },

    async openBuiltInWorkspace() {
      const {
        tokenServer: { state: tokenServer },
        workspaces: { list: workspaces },
      } = store.getState();
      const builtIn = workspaces.find(({ kind }) => kind === 'built-in');
      if (!builtIn) return;
      await switchWorkspace(builtIn.id);
      // It follows the server by itself, unless the person has pointed it elsewhere; the draft is restored afterwards.
      if (tokenServer.status === 'running') pointAt(tokenServer.endpoints.token);
    },

    async chooseClient(clientId) {
      const client = selectWorkspace(store.getState()).clients.find((each) => each.clientId === clientId);
      if (client) await switchClient(client.id);
    },

    async setScopes(scopes) {
      updateActiveWorkspace((workspace) => ({
        ...workspace,
        request: { scopes: [...scopes], parameters: [], headers: [], rawBody: null },
      }));
    },

    async enterApiCall() {
      const { state: tokenServer } = store.getState().tokenServer;
      if (tokenServer.status !== 'running') return;
      updateActiveWorkspace((workspace) =>
        withApi(workspace, { method: 'GET', url: '', headers: [], body: '' }),
      );
      await typeText(tokenServer.endpoints.api, signal, (url) =>
        updateActiveWorkspace((workspace) => withApi(workspace, { url })),
      );
    },

    requestToken: () => cancellable(runTokenRequest()),
    callApi: () => cancellable(runApiRequest()),
    renewTokenAndRetry: () => cancellable(renewTokenAndCallApi()),

    async waitForExpiry() {
      const expiresAt = selectCurrentToken(store.getState())?.expiresAt;
      if (expiresAt != null) await waitUntil(expiresAt + EXPIRY_MARGIN_MS, signal);
    },
  };
}

function pointAt(tokenEndpoint: string): void {
  updateActiveWorkspace((workspace) =>
    workspace.server.tokenEndpoint === tokenEndpoint
      ? workspace
      : { ...workspace, server: { ...workspace.server, tokenEndpoint } },
  );
}

function withApi(workspace: Workspace, change: Partial<Workspace['api']>): Workspace {
  return { ...workspace, api: { ...workspace.api, ...change } };
}
