import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createTokenServerHost, type ForkedProcess } from '../../../../electron/token-server/host.ts';
import { endpointsAt } from '../../../../electron/token-server/paths.ts';
import type { ChildMessage, ParentMessage } from '../../../../electron/token-server/process/messages.ts';
import type { TokenServerConfig } from '../../../../shared/token-server/config.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../../../shared/token-server/state.ts';

const CONFIG: TokenServerConfig = { scheme: 'http', port: 0, clients: [] };
const RUNNING: TokenServerState = {
  status: 'running',
  startedAt: 1,
  endpoints: endpointsAt('http://localhost:1', null),
};

/** A process that does as it is told, or as the test tells it. */
class FakeProcess extends EventEmitter implements ForkedProcess {
  readonly stderr = new PassThrough();
  readonly received: ParentMessage[] = [];
  answers: (message: ParentMessage) => void = (message) => {
    if (message.type === 'stop') this.exit(0);
    else this.say({ type: 'state', state: RUNNING });
  };

  postMessage(message: ParentMessage): void {
    this.received.push(message);
    queueMicrotask(() => this.answers(message));
  }

  say(message: ChildMessage): void {
    this.emit('message', message);
  }

  exit(code: number): void {
    this.emit('exit', code);
  }

  kill(): boolean {
    queueMicrotask(() => this.exit(143));
    return true;
  }
}

function createHost(prepare: (forked: FakeProcess) => void = () => undefined) {
  const processes: FakeProcess[] = [];
  const states: TokenServerState[] = [];
  const log: TokenServerLogEntry[] = [];
  const host = createTokenServerHost({
    childPath: '/out/main/token-server.js',
    dataDir: '/data',
    fork: () => {
      const forked = new FakeProcess();
      processes.push(forked);
      prepare(forked);
      return forked;
    },
    onState: (state) => states.push(state),
    onLog: (entries) => log.push(...entries),
    stopTimeoutMs: 20,
  });
  return { host, log, processes, statuses: () => states.map(({ status }) => status) };
}

const entry = (id: number): TokenServerLogEntry => ({
  id,
  at: 0,
  method: 'GET',
  path: '/',
  status: 200,
  duration: 1,
  remotePort: 1,
  clientId: null,
  decision: '',
});

describe('the token server’s host', () => {
  test('starts a process with the configuration, and ends it', async () => {
    const { host, processes, statuses } = createHost();
    await host.start(CONFIG);
    expect(host.state).toEqual(RUNNING);
    expect(processes[0]?.received).toEqual([{ type: 'start', config: CONFIG, dataDir: '/data' }]);
    await host.stop();
    expect(statuses()).toEqual(['starting', 'running', 'stopping', 'stopped']);
  });

  test('reports a failure, drops that process, and starts a new one', async () => {
    const failure = { code: 'port-in-use', message: 'taken', freePort: 2 } as const;
    let attempts = 0;
    const { host, processes } = createHost((forked) => {
      attempts += 1;
      if (attempts === 1)
        forked.answers = () => forked.say({ type: 'state', state: { status: 'failed', failure } });
    });
    await host.start(CONFIG);
    expect(host.state).toEqual({ status: 'failed', failure });
    await host.start({ ...CONFIG, port: 2 });
    expect(host.state).toEqual(RUNNING);
    expect(processes).toHaveLength(2);
  });

  test('reports a crash with the process’s last output, and can start again', async () => {
    const { host, processes } = createHost();
    await host.start(CONFIG);
    processes[0]?.stderr.write('out of memory\n');
    await new Promise(setImmediate);
    processes[0]?.exit(134);
    await Promise.resolve();
    expect(host.state).toMatchObject({ status: 'failed', failure: { code: 'crashed', freePort: null } });
    expect(JSON.stringify(host.state)).toMatch(/134.*out of memory/);
    await host.start(CONFIG);
    expect(host.state).toEqual(RUNNING);
  });

  test('reports a crash during the start', async () => {
    const { host } = createHost((forked) => {
      forked.answers = () => forked.exit(1);
    });
    await host.start(CONFIG);
    expect(host.state).toMatchObject({ status: 'failed', failure: { code: 'crashed' } });
  });

  test('kills a process that does not stop', async () => {
    const { host, statuses } = createHost((forked) => {
      forked.answers = (message) => {
        if (message.type !== 'stop') forked.say({ type: 'state', state: RUNNING });
      };
    });
    await host.start(CONFIG);
    await host.stop();
    expect(statuses().at(-1)).toBe('stopped');
  });

  test('can be stopped while a start hangs', async () => {
    const { host, statuses } = createHost((forked) => {
      forked.answers = () => undefined;
    });
    const started = host.start(CONFIG);
    await Promise.resolve();
    await Promise.all([started, host.stop()]);
    expect(statuses()).toEqual(['starting', 'stopping', 'stopped']);
  });

  test('a start during a stop starts a new process', async () => {
    const { host, processes } = createHost();
    await host.start(CONFIG);
    await Promise.all([host.stop(), host.start(CONFIG)]);
    expect([host.state.status, processes.length]).toEqual(['running', 2]);
  });

  test('reconfigures the running process, and no stopped one', async () => {
    const { host, processes } = createHost();
    await host.configure(CONFIG);
    expect(processes).toEqual([]);
    await host.start(CONFIG);
    await host.configure({ ...CONFIG, port: 5 });
    await host.start({ ...CONFIG, port: 6 });
    expect(processes).toHaveLength(1);
    expect(processes[0]?.received.map((message) => message.type)).toEqual([
      'start',
      'configure',
      'configure',
    ]);
  });

  test('arms and disarms faults and rotates keys in the running process, and no stopped one', async () => {
    const { host, processes } = createHost();
    const fault = {
      id: 'a',
      endpoint: 'token',
      effect: { kind: 'hang' },
      occurrence: { mode: 'always' },
    } as const;
    await host.arm(fault);
    await host.disarm(null);
    await host.rotateKeys();
    expect(processes).toEqual([]);
    await host.start(CONFIG);
    await Promise.all([host.arm(fault), host.disarm('a'), host.rotateKeys()]);
    expect(processes[0]?.received.slice(1)).toEqual([
      { type: 'arm-fault', fault },
      { type: 'disarm-faults', id: 'a' },
      { type: 'rotate-keys' },
    ]);
  });

  test('leaves a failure behind when it is stopped', async () => {
    const { host } = createHost((forked) => {
      forked.answers = () => forked.exit(1);
    });
    await host.start(CONFIG);
    await host.stop();
    expect(host.state).toEqual({ status: 'stopped' });
  });

  test('numbers log entries on over restarts', async () => {
    const { host, log, processes } = createHost();
    await host.start(CONFIG);
    processes[0]?.say({ type: 'log', entries: [entry(1), entry(2)] });
    await host.stop();
    await host.start(CONFIG);
    processes[1]?.say({ type: 'log', entries: [entry(1)] });
    expect(log.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test('ignores foreign messages', async () => {
    const { host, log, processes } = createHost();
    await host.start(CONFIG);
    for (const message of [null, 'x', {}, { type: 'other' }]) processes[0]?.emit('message', message);
    expect([host.state, log]).toEqual([RUNNING, []]);
  });
});
