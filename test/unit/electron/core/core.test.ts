import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCore } from '../../../../electron/core/core.ts';
import type { SecretSource } from '../../../../electron/core/credentials/secret-source.ts';
import type { ExchangeEngine } from '../../../../electron/core/requests/exchange-engine.ts';
import { builtInWorkspace } from '../../../../electron/core/workspaces/default-workspaces.ts';
import type { ExchangePurpose } from '../../../../shared/http/exchange.ts';
import { openWorkspace } from '../../../../shared/model/saved-workspace.ts';
import { ok } from '../../../../shared/result.ts';
import { revealText } from '../../../../shared/text/sensitive-text.ts';
import { anExchange, aResponse } from '../../shared/fixtures.ts';

const workspace = openWorkspace(builtInWorkspace());
const secrets: SecretSource = { get: async (key) => ok(key === 'built-in/client:server' ? 'Secr3t!' : null) };
const run = (id: string) => ({ id, signal: new AbortController().signal });

function fakeEngine() {
  const sent: { purpose: ExchangePurpose; text: string }[] = [];
  const engine: ExchangeEngine = {
    async perform(request, { id, purpose }) {
      const headers = request.headers.map(({ name, value }) => `${name}: ${revealText(value)}`);
      sent.push({ purpose, text: [...headers, revealText(request.body ?? [])].join('\n') });
      const body =
        purpose === 'token' ? { access_token: 't0k3n', token_type: 'bearer', expires_in: 300 } : {};
      return { exchange: anExchange({ id, purpose, request, response: aResponse(body) }), withhold: [] };
    },
    find: () => null,
    viewWire: async () => {
      throw new Error('Nothing is kept');
    },
    warmUp: async () => {},
    close: async () => {},
  };
  return { engine, sent };
}

describe('the core, given a source of secrets and nothing else', () => {
  it('requests a token and calls the API with it', async () => {
    const { engine, sent } = fakeEngine();
    const core = createCore({ secrets, engine });
    const both = await core.requestTokenAndCallApi(workspace, run('r'));
    expect(both).toMatchObject({
      ok: true,
      value: { token: { token: { value: 't0k3n' } }, call: { ok: true, value: { exchange: { id: 'r' } } } },
    });
    expect(sent.map(({ purpose }) => purpose)).toEqual(['token', 'api']);
    expect(sent[0]?.text).toContain('client_secret=Secr3t%21');
    expect(sent[1]?.text).toContain('Authorization: Bearer t0k3n');
  });

  it('refuses a token that the workspace would not request today, unless it is sent on purpose', async () => {
    const { engine, sent } = fakeEngine();
    const core = createCore({ secrets, engine });
    const requested = await core.requestToken(workspace, run('t'));
    const token = requested.ok ? requested.value.token : null;
    const changed = { ...workspace, request: { ...workspace.request, scopes: ['write'] } };
    expect(await core.callApi(changed, token, run('a'))).toMatchObject({ error: { code: 'token.stale' } });
    expect(sent).toHaveLength(1);
    expect(await core.callApi(changed, token, run('a'), 'send')).toMatchObject({ ok: true });
    expect(await core.callApi(workspace, token, run('b'))).toMatchObject({ ok: true });
  });

  it('repeats, looks for metadata, introspects and revokes', async () => {
    const { engine, sent } = fakeEngine();
    const core = createCore({ secrets, engine });
    const requested = await core.requestToken(workspace, run('t'));
    const token = requested.ok && requested.value.token;
    if (!token) throw new Error('No token');
    const order = {
      workspace,
      target: 'token',
      token: null,
      planned: 3,
      atOnce: 1,
      allowRemote: false,
    } as const;
    expect(await core.repeat(order, run('n'))).toMatchObject({ value: { completed: 3, succeeded: 3 } });
    const at = { ...workspace, server: { ...workspace.server, issuer: 'https://localhost:8443' } };
    expect(await core.findMetadata(at, 'https://localhost:8443', run('m'))).toMatchObject({ ok: true });
    expect(await core.verify(at, token, run('v'))).toMatchObject({ value: { verdict: { kind: 'opaque' } } });
    await core.introspect(at, { token, hint: '', format: 'json' }, run('i'));
    await core.revoke(at, { token, hint: '' }, run('o'));
    expect(sent.filter(({ purpose }) => purpose === 'token')).toHaveLength(4);
  });
});

/** The packages that are loaded with a module, before anything is asked of it. */
function packagesLoadedWith(entry: string): string[] {
  const root = join(import.meta.dirname, '..', '..', '..', '..');
  const seen = new Set<string>([entry]);
  const packages = new Set<string>();
  for (const file of seen) {
    const code = readFileSync(join(root, file), 'utf8');
    for (const [, what = '', path = ''] of code.matchAll(
      /^(?:import|export)\s+(?!type\s)([^;'"]*?)from\s*'([^']+)';/gm,
    )) {
      const names = /^\{([^}]*)\}\s*$/
        .exec(what.trim())?.[1]
        ?.split(',')
        .map((name) => name.trim()) ?? [''];
      if (names.every((name) => name === '' || name.startsWith('type ')) && what.includes('{')) continue;
      if (path.startsWith('.')) seen.add(posix.join(posix.dirname(file), path));
      else if (!path.startsWith('node:')) packages.add(path);
    }
  }
  return [...packages];
}

describe('a cold start', () => {
  it('loads one small package with the core: the HTTP client and the signer come with the first use', () => {
    expect(packagesLoadedWith('electron/core/core.ts')).toEqual(['@noble/hashes/sha2.js']);
    expect(packagesLoadedWith('electron/core/exchange/engine.ts')).toEqual([
      'undici/lib/dispatcher/client.js',
    ]);
  });
});
