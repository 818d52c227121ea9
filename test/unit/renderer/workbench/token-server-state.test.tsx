import { beforeEach, expect, test } from 'vitest';
import { initialState, store } from '../../../../renderer/state/store.ts';
import { TokenServerState } from '../../../../renderer/workbench/top-bar/token-server-state.tsx';
import type { TokenServerEndpoints } from '../../../../shared/token-server/state.ts';
import { render } from '../render.tsx';
import { savedWorkspace } from '../workspace.ts';

const URL_OF_ALL = 'https://localhost:8443';
const ENDPOINTS: TokenServerEndpoints = {
  baseUrl: URL_OF_ALL,
  issuer: URL_OF_ALL,
  authorization: URL_OF_ALL,
  token: URL_OF_ALL,
  introspection: URL_OF_ALL,
  revocation: URL_OF_ALL,
  jwks: URL_OF_ALL,
  metadata: URL_OF_ALL,
  api: URL_OF_ALL,
  caPem: null,
};

beforeEach(() => {
  store.setState(
    { ...initialState, workspaces: { ...initialState.workspaces, list: [savedWorkspace()], activeId: 'w1' } },
    true,
  );
});

const network = { baseUrls: ['https://a.example:8443'], caPem: null, warning: '' };

test.each([
  ['loopback only', {}, 'localhost:8443', false],
  ['other names on this machine', { network: { ...network, host: null } }, 'localhost:8443', false],
  ['the network', { network: { ...network, host: '0.0.0.0' } }, 'open to network', true],
])('a server that is reachable from %s', async (_name, more, words, isWarning) => {
  const endpoints = { ...ENDPOINTS, ...more };
  store.setState((app) => ({
    ...app,
    tokenServer: { ...app.tokenServer, state: { status: 'running', endpoints, startedAt: 0 } },
  }));
  const { container } = await render(<TokenServerState />);
  expect(container.textContent).toContain(words);
  expect(container.querySelector('[data-tone="caution"]') !== null).toBe(isWarning);
});
