// A process that uses a secret of every kind, says so, and waits for its end. Its orders come on stdin: arguments and
// environment are among what is searched.
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { lazyExchangeEngine } from '../../../electron/core/requests/exchange-engine.ts';
import { createServices } from '../../../electron/core/services.ts';
import { createDispatch } from '../../../electron/ipc/dispatch.ts';
import { createHandlers } from '../../../electron/ipc/handlers.ts';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input } from '../../../shared/ipc/inputs.ts';
import type { Output } from '../../../shared/ipc/outputs.ts';
import { blankWorkspace } from '../../../shared/model/blank-workspace.ts';
import { PROXY_SECRET_KEY } from '../../../shared/model/default-connection.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import { clientSecretKey, variableSecretKey } from '../../../shared/model/secret-keys.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { aesKeychain } from '../../fixtures/aes-keychain.ts';
import { idleServicePorts, idleWindowPorts } from '../../fixtures/idle-service-ports.ts';

export interface Orders {
  readonly folder: string;
  readonly hasKeychain: boolean;
  /** Serves as the token endpoint and as the proxy. */
  readonly url: string;
  readonly client: string;
  readonly proxy: string;
  readonly variable: string;
  /** A private key as JWK. */
  readonly key: string;
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const nextLine = async () => String((await lines.next()).value);

const orders: Orders = JSON.parse(await nextLine());
const services = await createServices({
  ...idleServicePorts(orders.folder),
  keychain: aesKeychain(orders.hasKeychain),
  engine: lazyExchangeEngine(),
});
const dispatch = createDispatch(createHandlers(services, idleWindowPorts), (_channel, cause) => {
  throw cause;
});

async function call<C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = await dispatch(channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.message}`);
  return answer.value;
}

const blank = blankWorkspace({ id: 'w', clientKey: 'c', name: 'Searched' });
const environment = { id: 'e', name: 'default' };
const workspace: Workspace = {
  ...blank,
  server: { issuer: '', tokenEndpoint: `${orders.url}/token` },
  clients: blank.clients.map((client) => ({
    ...client,
    clientId: 'searched',
    authMethod: 'client_secret_basic' as const,
  })),
  api: {
    method: 'POST',
    url: 'http://api.example/orders',
    headers: [{ id: 'h', name: 'X-Tenant', value: '{{tenant}}', enabled: true }],
    body: 'tenant={{tenant}}',
  },
  proxy: { mode: 'explicit', url: orders.url, username: 'me', noProxy: '', includeLoopback: false },
  variables: {
    environments: [environment],
    activeEnvironmentId: environment.id,
    items: [{ id: 'v', name: 'tenant', secret: true, values: {} }],
  },
};
await call('workspace.save', { workspace: saveWorkspace(workspace) });
const set = (name: string, secret: string) => call('secret.set', { workspaceId: 'w', name, secret });
await set(clientSecretKey('c'), orders.client);
await set(PROXY_SECRET_KEY, orders.proxy);
await set(variableSecretKey('e', 'v'), orders.variable);
const key = await call('key.import', {
  workspaceId: 'w',
  name: 'proof',
  source: { kind: 'text', text: orders.key },
  certificates: '',
  passphrase: null,
});
const bound: Workspace = {
  ...workspace,
  keys: [key],
  clients: workspace.clients.map((client) => ({
    ...client,
    dpop: { keyId: key.id, algorithm: 'ES256' as const },
  })),
};
await call('workspace.save', { workspace: saveWorkspace(bound) });
const { token } = await call('token.run', { runId: 'token', workspace: bound });
await call('api.run', { runId: 'api', workspace: bound, tokenId: token?.id ?? null });
// The history's disk follows.
await delay(600);
process.stdout.write('ready\n');

if ((await nextLine()) === 'quit') {
  await services.close();
  process.exit(0);
}
throw new Error('A crash');
