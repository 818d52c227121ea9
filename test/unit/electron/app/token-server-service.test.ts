import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  type TokenServerListeners,
  type TokenServerProcess,
  TokenServerService,
} from '../../../../electron/app/token-server-service.ts';
import { TokenServerConfigStore } from '../../../../electron/storage/token-server-config-store.ts';
import type { TokenServerConfig } from '../../../../shared/token-server/config.ts';
import type { Fault } from '../../../../shared/token-server/faults.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../../../shared/token-server/state.ts';
import { temporaryFolder } from '../temporary-folder.ts';

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
  const path = join(await temporaryFolder(), 'token-server.json');
  const store = new TokenServerConfigStore(path, async () => CONFIG);
  await store.load();
  let tell: TokenServerListeners | undefined;
  const server = {
    start: vi.fn(async () => {}),
    configure: vi.fn(async () => {}),
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
  const service = new TokenServerService(store, create, {
    onState: (state) => states.push(state),
    onLog: vi.fn(),
  });
  const become = (state: TokenServerState) => tell?.onState(state);
  return {
    service,
    server,
    create,
    states,
    path,
    become,
    log: (entries: TokenServerLogEntry[]) => tell?.onLog(entries),
  };
}

const running = (): TokenServerState => ({
  status: 'running',
  startedAt: 0,
  endpoints: {
    baseUrl: '',
    issuer: '',
    token: '',
    introspection: '',
    revocation: '',
    jwks: '',
    metadata: '',
    api: '',
    caPem: null,
  },
});

describe('TokenServerService', () => {
  it('makes the process when it is first started, and only once', async () => {
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
    become(running());
    become(crashed);
    expect(states).toEqual([running(), crashed]);
    expect(service.state).toBe(crashed);
  });

  it('keeps settings over a restart and moves a running server at once', async () => {
    const { service, server, become, path } = await createService();
    await service.configure({ scheme: 'http', port: 9000 });
    expect(server.configure).not.toHaveBeenCalled();
    await service.start();
    become(running());
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

  it('passes faults and key rotation to a running server; a stopped one says that nothing was armed', async () => {
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
    become(running());
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
