import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { diffLines } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportWorkspace } from '../../../../../shared/formats/workspace-file/export-workspace.ts';
import {
  FILE_SCHEMA,
  WorkspaceFileSchema,
} from '../../../../../shared/formats/workspace-file/file-schema.ts';
import { importWorkspace } from '../../../../../shared/formats/workspace-file/import-workspace.ts';
import { migrateFile } from '../../../../../shared/formats/workspace-file/migrate-file.ts';
import {
  readSecrets,
  type SealedSecrets,
  writeSecrets,
} from '../../../../../shared/formats/workspace-file/sealed-secrets.ts';
import { saveWorkspace } from '../../../../../shared/model/saved-workspace.ts';
import {
  type ApiCall,
  type Field,
  type SavedWorkspace,
  SavedWorkspaceSchema,
} from '../../../../../shared/model/workspace.ts';
import { aField, aWorkspace, type WorkspaceOverrides } from '../../fixtures.ts';

const FULL = aSavedWorkspace({
  name: 'Team “A”',
  client: { knownScopes: ['read'] },
  tls: {
    verification: 'on',
    extraCas: [{ name: 'Our CA', pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' }],
    pins: [{ host: 'localhost:8443', fingerprint256: 'AA:BB' }],
  },
  request: {
    scopes: ['read'],
    parameters: [aField('resource', 'https://a'), aField('resource', 'https://b', false)],
  },
  api: {
    method: 'POST',
    url: 'https://localhost/x',
    headers: [aField('X-A', '1')],
    body: '{\r\n  "a": 1\n}',
    followRedirects: true,
  },
  proxy: {
    mode: 'explicit',
    url: 'http://proxy:3128',
    username: 'me',
    noProxy: '.local',
    includeLoopback: false,
  },
  httpVersion: 'auto',
});

const SEALED: SealedSecrets = {
  sealedWith: 'scrypt, aes-256-gcm',
  scrypt: { cost: 32_768, blockSize: 8, parallelization: 1, salt: 'c2FsdA==' },
  nonce: 'bm9uY2U=',
  ciphertext: 'Y2lwaGVydGV4dA==',
  tag: 'dGFn',
};

describe('the JSON Schema', () => {
  const SCHEMA = `${import.meta.dirname}/../../../../../docs/schemas/${FILE_SCHEMA}`;

  it('in docs/schemas is that of what is read', async () => {
    const schema = {
      ...z.toJSONSchema(WorkspaceFileSchema, { io: 'input' }),
      $id: FILE_SCHEMA,
      title: 'Credence workspace',
      description: 'A workspace file (*.credence.json). Holds no secret, but for those it holds sealed.',
    };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(SCHEMA);
  });

  it('takes what is written, and names what an editor should mark', async () => {
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(await readFile(SCHEMA, 'utf8')));
    const file = JSON.parse(exportWorkspace(FULL, { secrets: SEALED }).text) as Record<string, unknown>;
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...file, clients: [{ clientId: 'a' }] })).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain('/clients/0');
  });
});

describe('the file', () => {
  it('reads like this', async () => {
    await expect(exportWorkspace(FULL).text).toMatchFileSnapshot('./golden/workspace.json.golden');
  });

  it('is the same for the same workspace, however its members are ordered', () => {
    const reordered = Object.fromEntries(Object.entries(FULL).reverse()) as SavedWorkspace;
    expect(exportWorkspace(reordered).text).toBe(exportWorkspace(FULL).text);
  });

  it('changes in one line when one line of a text changes', () => {
    const apiCalls = FULL.apiCalls.map((call) => ({ ...call, body: call.body.replace('1', '2') }));
    const edited = { ...FULL, apiCalls };
    const [before, after] = [FULL, edited].map((workspace) => exportWorkspace(workspace).text.split('\n'));
    expect(after).toHaveLength(before?.length ?? 0);
    expect(after?.filter((line, index) => line !== before?.[index])).toEqual(['        "  \\"a\\": 2",']);
  });

  it('changes only in the lines of what was edited', () => {
    const [client, call] = [FULL.clients[0], FULL.apiCalls[0]];
    if (!client || !call) throw new Error('no client, or no call');
    const word = fc.stringMatching(/^[a-z]{1,20}$/).map((text) => `new-${text}`);
    /** An edit, the lines that leave, and the lines that come. */
    const edits: readonly ((text: string) => [SavedWorkspace, number, number])[] = [
      (text) => [{ ...FULL, name: text }, 1, 1],
      (text) => [{ ...FULL, server: { ...FULL.server, issuer: text } }, 1, 1],
      (text) => [{ ...FULL, clients: [{ ...client, clientId: text }] }, 1, 1],
      (text) => [{ ...FULL, apiCalls: [{ ...call, url: `https://localhost/${text}` }] }, 1, 1],
      (text) => [{ ...FULL, apiCalls: [{ ...call, headers: [aField('X-A', text)] }] }, 1, 1],
      // The line before gets a comma.
      (text) => [{ ...FULL, clients: [{ ...client, knownScopes: ['read', text] }] }, 1, 2],
      (text) => [{ ...FULL, apiCalls: [{ ...call, headers: [aField(text, ''), ...call.headers] }] }, 0, 4],
      (text) => [{ ...FULL, apiCalls: [call, { ...call, id: text }] }, 0, 18],
      (text) => [{ ...FULL, apiCalls: [{ ...call, expectations: [refused(text)] }] }, 1, 7],
    ];
    fc.assert(
      fc.property(word, fc.constantFrom(...edits), (text, edit) => {
        const [edited, removed, added] = edit(text);
        const parts = diffLines(exportWorkspace(FULL).text, exportWorkspace(edited).text);
        const count = (of: 'added' | 'removed') =>
          parts.filter((part) => part[of]).reduce((sum, part) => sum + part.count, 0);
        expect([count('removed'), count('added')]).toEqual([removed, added]);
      }),
    );
  });

  it('comes back unchanged, as a custom workspace with a new key', () => {
    const built = { ...FULL, kind: 'built-in' as const };
    const imported = read(exportWorkspace(built).text);
    expect(withoutKeys(imported)).toEqual(withoutKeys(FULL));
    expect(imported).toMatchObject({ id: 'new', kind: 'custom' });
    expect(SavedWorkspaceSchema.parse(imported)).toEqual(imported);
  });

  it('comes back unchanged for any text', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom('\n', '\r', '"', '\\', ' '), fc.string({ unit: 'binary' })),
    });
    fc.assert(
      fc.property(text, text, (body, rawBody) => {
        const workspace = aSavedWorkspace({
          request: { rawBody: `x${rawBody.replaceAll('=', '')}` },
          api: { method: 'POST', url: '', headers: [aField('X', body)], body },
        });
        expect(withoutKeys(read(exportWorkspace(workspace).text))).toEqual(withoutKeys(workspace));
      }),
    );
  });
});

describe('secrets', () => {
  it.each<readonly [string, WorkspaceOverrides, string]>([
    [
      'a parameter',
      { request: { parameters: [aField('client_secret', 'CANARY')] } },
      'the value of the parameter client_secret',
    ],
    [
      'a header',
      { request: { headers: [aField('Authorization', 'Basic CANARY')] } },
      'the value of the header Authorization',
    ],
    ['a raw body', { request: { rawBody: 'a=1&client_secret=CANARY&b=2' } }, 'the secret in the raw body'],
    [
      'an API header',
      { api: { method: 'GET', url: '', headers: [aField('x-api-key', 'CANARY')], body: '' } },
      'the value of the header x-api-key',
    ],
    [
      'an API URL',
      { api: { method: 'GET', url: 'https://a/?x=1&access_token=CANARY#f', headers: [], body: '' } },
      'the credentials in the API URL',
    ],
    [
      'an endpoint',
      { tokenEndpoint: 'https://user:CANARY@localhost/token' },
      'the credentials in the token endpoint',
    ],
    [
      'a proxy',
      {
        proxy: {
          mode: 'explicit',
          url: 'http://user:CANARY@p:1',
          username: '',
          noProxy: '',
          includeLoopback: true,
        },
      },
      'the credentials in the proxy’s address',
    ],
  ])('typed into %s are left out, and that is said', (_, overrides, message) => {
    const { text, withheld } = exportWorkspace(aSavedWorkspace(overrides));
    expect(text).not.toContain('CANARY');
    expect(withheld).toEqual([message]);
    expect(withoutKeys(read(text))).toEqual(
      JSON.parse(
        JSON.stringify(withoutKeys(aSavedWorkspace(overrides))).replace(
          /user:CANARY@|Basic CANARY|CANARY/g,
          '',
        ),
      ),
    );
  });

  it('are nowhere when none was typed', () => {
    expect(exportWorkspace(FULL).withheld).toEqual([]);
    expect(exportWorkspace(FULL).text).not.toContain('"secrets"');
  });

  it('travel sealed, when the main process sealed them', () => {
    const result = importWorkspace(exportWorkspace(FULL, { secrets: SEALED }).text, { id: 'new' });
    expect(result).toMatchObject({ ok: true, value: { secrets: SEALED } });
  });

  it.each([
    ['a cost that would exhaust memory', { scrypt: { ...SEALED.scrypt, cost: 2 ** 30 } }],
    ['an unknown seal', { sealedWith: 'rot13' }],
    ['no base64', { nonce: '!' }],
  ])('with %s are refused', (_, change) => {
    const file = { ...JSON.parse(exportWorkspace(FULL).text), secrets: { ...SEALED, ...change } };
    expect(importWorkspace(JSON.stringify(file), { id: 'new' })).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/wrong secrets\./) },
    });
  });

  it('are written and read under the seal', () => {
    const secrets = [{ client: 'client', secret: 'Secr3t!' }];
    expect(readSecrets(writeSecrets(secrets))).toEqual({ ok: true, value: secrets });
  });

  it('that cannot be read are not quoted', () => {
    const result = readSecrets('{"secrets":"CANARY"}');
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('CANARY');
    expect(readSecrets('not JSON').ok).toBe(false);
  });
});

describe('a file that is', () => {
  const good = JSON.parse(exportWorkspace(FULL).text) as Record<string, unknown>;
  const client = { id: 'client', clientId: 'a', authMethod: 'none' };
  const call = { id: 'hello', name: 'Hello', method: 'GET', url: 'https://a' };

  it.each([
    ['not JSON', 'x', 'The file is not JSON.'],
    ['another format', '{"version":1}', 'This is not a workspace file of Credence.'],
    [
      'newer',
      JSON.stringify({ ...good, version: 3 }),
      'The file was written by a newer Credence (version 3).',
    ],
    ['without a server', JSON.stringify({ ...good, server: undefined }), 'The workspace file lacks server.'],
    [
      'with a wrong method',
      JSON.stringify({ ...good, clients: [{ ...client, authMethod: 'x' }] }),
      'The workspace file has a wrong clients[0].authMethod.',
    ],
    [
      'with a wrong time limit',
      JSON.stringify({ ...good, timeLimitMs: 1 }),
      'The workspace file has a wrong timeLimitMs.',
    ],
    [
      'with an API call of a client that is not there',
      JSON.stringify({ ...good, apiCalls: [{ ...call, clientId: 'x' }] }),
      'The workspace file has a wrong apiCalls[0].clientId.',
    ],
    [
      'with one API call twice',
      JSON.stringify({ ...good, apiCalls: [call, call] }),
      'The workspace file has a wrong apiCalls[1].id.',
    ],
    [
      'without an API call',
      JSON.stringify({ ...good, apiCalls: [] }),
      'The workspace file has a wrong apiCalls.',
    ],
    [
      'with one client twice',
      JSON.stringify({ ...good, clients: [client, client] }),
      'The workspace file has a wrong clients[1].id.',
    ],
  ])('%s is refused with a reason', (_, text, message) => {
    expect(importWorkspace(text, { id: 'new' })).toMatchObject({
      ok: false,
      error: { code: 'config.invalid', message },
    });
  });

  it.each([
    ['timeLimitMs', JSON.stringify({ ...good, timeLimitMs: 1 }, null, 2), '"timeLimitMs"'],
    ['clients[1].authMethod', edited([client, { ...client, id: 'b', authMethod: 'x' }]), '"x"'],
    ['clients[1].id', edited([client, client]), /"clients"[\s\S]*?"client"[\s\S]*?"client"/],
  ])('wrong at %s is refused with the line of it', (_, text, place) => {
    const found = typeof place === 'string' ? place : (place.exec(text)?.[0] ?? '');
    const line = text.slice(0, text.indexOf(found) + found.length).split('\n').length;
    expect(importWorkspace(text, { id: 'new' })).toMatchObject({
      error: { detail: expect.stringMatching(new RegExp(`^Line ${line}: `)) },
    });
  });

  function edited(clients: readonly unknown[]): string {
    return JSON.stringify({ ...good, clients }, null, 2);
  }

  it('a manually written file may omit empty members, and start with a byte order mark', () => {
    const { format, version, name, server, timeLimitMs } = good;
    const file = { format, version, name, server, timeLimitMs, tls: { verification: 'on' } };
    const imported = read(`\ufeff${JSON.stringify({ ...file, clients: [client], apiCalls: [call] })}`);
    expect(imported).toMatchObject({
      apiCalls: [{ ...call, clientId: null, headers: [], body: '', expectations: [] }],
      clients: [
        {
          basicEncoding: 'form',
          knownScopes: [],
          request: { scopes: [], parameters: [], headers: [], rawBody: null },
        },
      ],
    });
  });

  it('of version 1 opens: each client gets the request, the API call becomes the first', async () => {
    const imported = read(await readFile(`${import.meta.dirname}/golden/workspace-v1.json`, 'utf8'));
    expect(withoutKeys(imported)).toEqual(withoutKeys(FULL));
  });

  it('older is brought to the newest version step by step', () => {
    const migrations = {
      1: (file: Record<string, unknown>) => ({ ...file, steps: ['1 to 2'] }),
      2: (file: Record<string, unknown>) => ({ ...file, steps: [file.steps, '2 to 3'].flat() }),
    };
    expect(migrateFile({ ...good, version: 1 }, migrations, 3)).toMatchObject({
      ok: true,
      value: { name: 'Team “A”', version: 3, steps: ['1 to 2', '2 to 3'] },
    });
    expect(() => migrateFile({ ...good, version: 1 }, {}, 2)).toThrow(
      'No migration of workspace files from version 1',
    );
  });
});

function read(text: string): SavedWorkspace {
  const result = importWorkspace(text, { id: 'new' });
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail}`);
  return result.value.workspace;
}

function refused(error: string): ApiCall['expectations'][number] {
  return { kind: 'refused', error };
}

function aSavedWorkspace(overrides: WorkspaceOverrides): SavedWorkspace {
  return saveWorkspace(aWorkspace(overrides));
}

/** The keys of fields are new after an import, and so is the workspace's. */
function withoutKeys({ id, kind, clients, apiCalls, ...workspace }: SavedWorkspace): object {
  const fields = (list: readonly Field[]) => list.map(({ id: key, ...field }) => field);
  return {
    ...workspace,
    clients: clients.map(({ request, ...client }) => ({
      ...client,
      request: { ...request, parameters: fields(request.parameters), headers: fields(request.headers) },
    })),
    apiCalls: apiCalls.map((call: ApiCall) => ({ ...call, headers: fields(call.headers) })),
  };
}

it('members that are not known are named with their lines', () => {
  const file = JSON.parse(exportWorkspace(FULL).text);
  const text = JSON.stringify(
    {
      ...file,
      colour: 'blue',
      server: { ...file.server, tokenEndpiont: 'x' },
      apiCalls: [{ ...file.apiCalls[0], a: 1 }],
    },
    null,
    2,
  );
  const lineOf = (piece: string) => text.split('\n').findIndex((line) => line.includes(piece)) + 1;
  const imported = importWorkspace(text, { id: 'x' });
  expect(imported.ok && imported.value.unknown).toEqual([
    `server.tokenEndpiont (line ${lineOf('tokenEndpiont')})`,
    `apiCalls[0].a (line ${lineOf('"a": 1')})`,
    `colour (line ${lineOf('colour')})`,
  ]);
});

it('a file that Credence wrote has no unknown members', () => {
  const imported = importWorkspace(exportWorkspace(FULL).text, { id: 'x' });
  expect(imported.ok && imported.value.unknown).toEqual([]);
});
