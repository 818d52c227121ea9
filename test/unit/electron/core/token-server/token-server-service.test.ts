import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Question } from '../../../../../electron/core/credentials/secret-gate.ts';
import { TokenServerConfigStore } from '../../../../../electron/core/storage/token-server-config-store.ts';
import { ClientSecrets } from '../../../../../electron/core/token-server/client-secrets.ts';
import { exportCurityWithSecrets } from '../../../../../electron/core/token-server/export-curity.ts';
import {
  type TokenServerListeners,
  type TokenServerProcess,
  TokenServerService,
} from '../../../../../electron/core/token-server/token-server-service.ts';
import { verifySecret } from '../../../../../electron/token-server/clients/secret-hash.ts';
import { createSecretVault } from '../../../../../electron/token-server/clients/secret-vault.ts';
import { appError } from '../../../../../shared/errors.ts';
import { err, ok } from '../../../../../shared/result.ts';
import type { ServerClientView } from '../../../../../shared/token-server/client-view.ts';
import {
  type TokenServerConfig,
  TokenServerConfigSchema,
} from '../../../../../shared/token-server/config.ts';
import type { Fault } from '../../../../../shared/token-server/faults.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../../../../shared/token-server/state.ts';
import { runningServer } from '../../../../fixtures/running-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const CONFIG: TokenServerConfig = {
  scheme: 'https',
  port: 8443,
  clients: [
    {
      clientId: 'server',
      description: '',
      authentication: {
        method: 'secret',
        hash: { kind: 'scrypt', salt: 'ab'.repeat(16), hash: 'cd'.repeat(32), cost: 16_384 },
      },
      scopes: ['read'],
      tokenLifetime: 299,
    },
  ],
};

const ENTRY: TokenServerLogEntry = {
  id: 1,
  at: 0,
  method: 'POST',
  path: '/oauth/v2/oauth-token',
  status: 200,
  duration: 1,
  remotePort: 1,
  clientId: 'server',
  decision: 'token issued',
};

async function createService() {
  const folder = await temporaryFolder();
  const path = join(folder, 'token-server.json');
  const store = new TokenServerConfigStore(path, async () => CONFIG);
  await store.load();
  let tell: TokenServerListeners | undefined;
  const server = {
    start: vi.fn(async () => {}),
    configure: vi.fn(async (_config: TokenServerConfig) => {}),
    arm: vi.fn(async () => {}),
    disarm: vi.fn(async () => {}),
    rotateKeys: vi.fn(async () => {}),
    stop: vi.fn(async () => {}),
  };
  const create = vi.fn(async (listeners: TokenServerListeners): Promise<TokenServerProcess> => {
    tell = listeners;
    return server;
  });
  const states: TokenServerState[] = [];
  const service = new TokenServerService(store, new ClientSecrets(folder), create, {
    onState: (state) => states.push(state),
    onLog: vi.fn(),
  });
  const become = (state: TokenServerState) => tell?.onState(state);
  return {
    service,
    store,
    server,
    create,
    states,
    folder,
    path,
    become,
    log: (entries: TokenServerLogEntry[]) => tell?.onLog(entries),
  };
}

describe('TokenServerService', () => {
  it('creates the process once, on first start', async () => {
    const { service, server, create } = await createService();
    await service.stop();
    expect(create).not.toHaveBeenCalled();
    await service.start();
    await service.start();
    expect(create).toHaveBeenCalledOnce();
    expect(server.start).toHaveBeenCalledWith(CONFIG);
  });

  it('passes states on and remembers the last; a crash is one of them', async () => {
    const { service, states, become } = await createService();
    await service.start();
    const crashed: TokenServerState = {
      status: 'failed',
      failure: { code: 'crashed', message: 'ended', freePort: null },
    };
    become(runningServer());
    become(crashed);
    expect(states).toEqual([runningServer(), crashed]);
    expect(service.state).toBe(crashed);
  });

  it('keeps settings over a restart and moves a running server at once', async () => {
    const { service, server, become, path } = await createService();
    await service.configure({ scheme: 'http', port: 9000 });
    expect(server.configure).not.toHaveBeenCalled();
    await service.start();
    become(runningServer());
    await service.configure({ scheme: 'http', port: 9001 });
    expect(server.configure).toHaveBeenCalledWith({ ...CONFIG, scheme: 'http', port: 9001 });
    const kept = new TokenServerConfigStore(path, async () => CONFIG);
    await kept.load();
    expect(kept.settings).toEqual({ scheme: 'http', port: 9001 });
  });

  it('keeps a bounded log, which can be cleared', async () => {
    const { service, log } = await createService();
    await service.start();
    log(Array.from({ length: 1500 }, (_, id) => ({ ...ENTRY, id })));
    expect(service.log).toHaveLength(1000);
    expect(service.log.at(-1)?.id).toBe(1499);
    service.clearLog();
    expect(service.log).toEqual([]);
  });

  it('passes faults and key rotation to a running server; a stopped one reports that nothing was armed', async () => {
    const { service, server, become } = await createService();
    const fault: Fault = {
      id: 'f',
      endpoint: 'token',
      effect: { kind: 'status', status: 503 },
      occurrence: { mode: 'next', count: 1 },
    };
    expect(await service.arm(fault)).toMatchObject({ ok: false, error: { code: 'token-server.failed' } });
    await service.disarm(null);
    await service.rotateKeys();
    await service.start();
    become(runningServer());
    expect((await service.arm(fault)).ok).toBe(true);
    await service.disarm('f');
    await service.rotateKeys();
    expect(server.arm).toHaveBeenCalledExactlyOnceWith(fault);
    expect(server.disarm).toHaveBeenCalledExactlyOnceWith('f');
    expect(server.rotateKeys).toHaveBeenCalledOnce();
  });

  it('shows clients without the hashes of their secrets', async () => {
    const { service } = await createService();
    expect(service.clients).toEqual([
      {
        clientId: 'server',
        description: '',
        authentication: { method: 'secret', hasSecret: true },
        scopes: ['read'],
        tokenLifetime: 299,
      },
    ]);
    expect(JSON.stringify(service.clients)).not.toContain('cdcd');
  });
});

describe('clients of the token server', () => {
  const view = (clientId: string, change: Partial<ServerClientView> = {}): ServerClientView => ({
    clientId,
    description: '',
    authentication: { method: 'secret', hasSecret: true },
    scopes: ['read'],
    tokenLifetime: 299,
    ...change,
  });

  it('generates a secret, shows it once and stores a hash; a running server applies it at once', async () => {
    const { service, server, become, path } = await createService();
    await service.start();
    become(runningServer());
    const { secret, ticket } = await service.makeSecret(null);
    expect(secret).toMatch(/^[\w-]{43}$/);
    const committed = await service.commitClients([view('server'), view('orders')], { orders: ticket });
    expect(committed).toEqual({
      ok: true,
      value: { clients: [view('server'), view('orders')], problems: [] },
    });
    const [given] = server.configure.mock.calls.at(-1) ?? [];
    const orders = given?.clients.find(({ clientId }) => clientId === 'orders');
    const hash = orders?.authentication.method === 'secret' ? orders.authentication.hash : null;
    expect(hash !== null && (await verifySecret(secret ?? '', hash))).toBe(true);
    // The other one's is as it was.
    expect(given?.clients[0]).toEqual(CONFIG.clients[0]);
    expect(await readFile(path, 'utf8')).not.toContain(secret);
  });

  it('one’s own secret does not come back, and the Flow gets it once', async () => {
    const { service } = await createService();
    const made = await service.makeSecret('Secr3t!');
    expect(made.secret).toBeNull();
    expect(service.takeSecret('orders')).toBeNull();
    await service.commitClients([view('orders')], { orders: made.ticket });
    expect(service.takeSecret('orders')).toBe('Secr3t!');
    expect(service.takeSecret('orders')).toBeNull();
  });

  it('a secret for client_secret_jwt is sealed by a key that is not in the file', async () => {
    const { service, path, folder } = await createService();
    const { secret, ticket } = await service.makeSecret(null);
    const client = view('signer', { authentication: { method: 'client_secret_jwt', hasSecret: true } });
    await service.commitClients([client], { signer: ticket });
    const file = await readFile(path, 'utf8');
    expect(file).toContain('aes-256-gcm');
    expect(file).not.toContain(secret);
    const kept = TokenServerConfigSchema.parse((JSON.parse(file) as { data: unknown }).data).clients[0];
    const vault = createSecretVault(folder);
    await vault.load();
    const sealed = kept?.authentication.method === 'client_secret_jwt' ? kept.authentication.secret : null;
    expect(sealed && vault.open(sealed)).toBe(secret);
  });

  it.each([
    ['an id that is there twice', [view('a'), view('a')], {}, 'clientId'],
    ['a scope that is none', [view('a', { scopes: ['a b'] })], {}, 'scopes'],
    ['a secret that is gone', [view('a')], { a: 'unknown' }, 'authentication'],
    [
      'a key that cannot be read',
      [
        view('a', {
          authentication: {
            method: 'private_key_jwt',
            keys: { from: 'jwks', jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }] } },
          },
        }),
      ],
      {},
      'authentication',
    ],
  ] as const)('%s commits nothing, and says where', async (_what, clients, tickets, field) => {
    const { service } = await createService();
    const answer = await service.commitClients(clients, tickets);
    expect(answer).toMatchObject({
      ok: true,
      value: { problems: expect.arrayContaining([expect.objectContaining({ field, clientId: 'a' })]) },
    });
    expect(service.clients).toEqual([view('server')]);
  });

  it('a commit that failed on a full disk can be retried, with its secret', async () => {
    const { service, store } = await createService();
    const { ticket } = await service.makeSecret('first');
    vi.spyOn(store, 'replaceClients').mockResolvedValueOnce(err(appError('storage.write-failed', 'full')));
    expect((await service.commitClients([view('a')], { a: ticket })).ok).toBe(false);
    expect(await service.commitClients([view('a')], { a: ticket })).toMatchObject({
      ok: true,
      value: { clients: [view('a')], problems: [] },
    });
  });

  it('a removed client’s secret is forgotten, and a new client of its id starts without', async () => {
    const { service } = await createService();
    const { ticket } = await service.makeSecret('first');
    await service.commitClients([view('a')], { a: ticket });
    await service.commitClients([], {});
    expect(service.takeSecret('a')).toBeNull();
    await service.commitClients([view('a')], {});
    expect(service.clients[0]?.authentication).toEqual({ method: 'secret', hasSecret: false });
  });
});

describe('an export for Curity with secrets', () => {
  const client = (clientId: string, method: 'secret' | 'client_secret_jwt'): ServerClientView => ({
    clientId,
    description: '',
    authentication: { method, hasSecret: true },
    scopes: [],
    tokenLifetime: 299,
  });

  /** `server` has a hash from before; the other two got their secrets in this session. */
  async function prepare(agrees: boolean) {
    const { folder, service, store } = await createService();
    const { ticket } = await service.makeSecret('s3cr3t-of-orders');
    const sealed = await service.makeSecret('thirty-two characters or more, please');
    const clients = [
      client('server', 'secret'),
      client('orders', 'secret'),
      client('hmac', 'client_secret_jwt'),
    ];
    await service.commitClients(clients, { orders: ticket, hmac: sealed.ticket });
    const confirm = vi.fn(async (_question: Question) => agrees);
    const save = vi.fn(async (_name: string, _text: string) => ok({ saved: true }));
    const exportAs = (of = service, form: 'xml' | 'cli' | 'restconf' = 'xml') =>
      exportCurityWithSecrets(
        { clients, form, suggestedName: 'c', tickets: {} },
        { tokenServer: of, files: { save }, confirm },
      );
    const later = new TokenServerService(store, new ClientSecrets(folder), vi.fn(), {
      onState: vi.fn(),
      onLog: vi.fn(),
    });
    return { exportAs, confirm, save, later };
  }

  it.each(['xml', 'cli', 'restconf'] as const)('has those that can be read, as %s', async (form) => {
    const { confirm, exportAs, save } = await prepare(true);
    expect(await exportAs(undefined, form)).toEqual(ok({ saved: true }));
    const text = save.mock.calls[0]?.[1];
    expect(text).toContain('s3cr3t-of-orders');
    expect(text).toContain('thirty-two characters or more, please');
    expect(text).toContain('server: Set the secret in Curity');
    expect(confirm.mock.calls[0]?.[0].detail).toContain('orders, hmac');
  });

  it('is not saved unless the user agrees', async () => {
    const { exportAs, save } = await prepare(false);
    expect(await exportAs()).toMatchObject({ ok: false, error: { code: 'secret.not-allowed' } });
    expect(save).not.toHaveBeenCalled();
  });

  it('has only sealed secrets after a restart: of the others there are hashes', async () => {
    const { exportAs, later, save } = await prepare(true);
    await exportAs(later);
    expect(save.mock.calls[0]?.[1]).toContain('thirty-two characters or more, please');
    expect(save.mock.calls[0]?.[1]).not.toContain('s3cr3t-of-orders');
  });
});
