import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lazyExchangeEngine } from '../../../electron/core/requests/exchange-engine.ts';
import { createServices } from '../../../electron/core/services.ts';
import { createDispatch } from '../../../electron/ipc/dispatch.ts';
import { createHandlers } from '../../../electron/ipc/handlers.ts';
import { CHANNELS } from '../../../shared/ipc/channels.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import { idleServicePorts, idleWindowPorts } from '../../fixtures/idle-service-ports.ts';
import { fakeKeychain } from '../electron/core/storage/fake-keychain.ts';
import { temporaryFolder } from '../electron/temporary-folder.ts';
import { aWorkspace } from '../shared/fixtures.ts';

/** Milliseconds for one call: a hang, however busy the machine is. */
const HANG_MS = 60_000;

const HOSTILE_IDS = [
  '../../../outside',
  '..\\..\\outside',
  '%2e%2e/outside',
  '__proto__',
  'constructor',
  'toString',
  'a\0b',
  '\ud800',
  '',
  'x'.repeat(200_000),
];

/** Inputs of every channel's shape, with a hostile text wherever an id or a name goes. */
function inputsWith(id: string): unknown[] {
  const workspace = { ...aWorkspace(), id };
  const saved = { ...saveWorkspace(aWorkspace()), id };
  const run = { runId: id, workspace };
  return [
    { id },
    { ids: [id], pinned: true },
    { query: id },
    { url: id },
    { name: id, text: id },
    { text: id, passphrase: id },
    { workspace: saved },
    { workspace: saved, passphrase: null },
    { workspaceId: id },
    { workspaceId: id, keyId: id },
    { workspaceId: id, name: 'client:__proto__', secret: 'x' },
    { workspaceId: id, name: id, secret: 'x' },
    { workspaceId: id, name: id, source: { kind: 'text', text: id }, certificates: '', passphrase: null },
    { workspace, tokenId: null },
    { workspace, value: id },
    { workspace, shell: 'bash', secrets: 'plain' },
    { tokenId: id },
    run,
    { ...run, tokenId: id },
    { ...run, tokenId: id, hint: id, format: 'json' },
    { ...run, url: id },
    { exchanges: [{ id, callId: id }] },
    { settings: { [id]: 1 } },
    { clientId: id },
  ];
}

it('no channel breaks, hangs or writes elsewhere, whatever a hostile page passes to it', async () => {
  const folder = await temporaryFolder();
  const beside = await readdir(dirname(folder));
  const services = await createServices({
    ...idleServicePorts(folder),
    keychain: fakeKeychain(),
    engine: lazyExchangeEngine(),
    confirm: async () => false,
  });
  onTestFinished(() => services.close());
  const bugs: string[] = [];
  const dispatch = createDispatch(createHandlers(services, idleWindowPorts), (channel, cause) => {
    bugs.push(`${channel}: ${String(cause)}`);
  });
  const pollution: unknown = JSON.parse(
    '{"__proto__":{"polluted":true},"settings":{"__proto__":{"polluted":true}}}',
  );
  const inputs = [undefined, null, 0, 'x', [], {}, pollution, ...HOSTILE_IDS.flatMap(inputsWith)];
  for (const channel of CHANNELS) {
    for (const input of inputs) {
      const begun = performance.now();
      await dispatch(channel, input);
      if (performance.now() - begun > HANG_MS) bugs.push(`${channel}: hangs`);
    }
  }
  expect(bugs).toEqual([]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  const names = (await readdir(dirname(folder))).filter((name) => !beside.includes(name));
  expect(names.filter((name) => /outside/.test(name))).toEqual([]);
}, 600_000);
