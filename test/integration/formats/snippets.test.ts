import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSnippet } from '../../../shared/formats/snippets/build-snippet.ts';
import type { Snippet, SnippetLanguage, SnippetTarget } from '../../../shared/formats/snippets/snippet.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { basicCredentialsOf, decodeBasic } from '../../../shared/oauth/methods/basic.ts';
import { buildApiRequest } from '../../../shared/oauth/request/api-request.ts';
import { parseForm } from '../../../shared/text/form-encoding.ts';
import { revealText } from '../../../shared/text/sensitive-text.ts';
import { makeCertificate, type TestCertificate } from '../../fixtures/certificates/make-certificate.ts';
import { writeFact } from '../../fixtures/write-fact.ts';
import { aField, aTokenRequest, aWorkspace, type WorkspaceOverrides } from '../../unit/shared/fixtures.ts';
import { type Recorded, type RecordingServer, startRecordingServer } from './recording-server.ts';
import { ABSENT, INSTALLED, runSnippet } from './toolchains.ts';

/** What shells, string literals and encoders trip over. */
const NASTY = `q"uo'te\`s \\n \\u0041 $HOME \${x} #{y} %41 %s {{z z}} & = + ; < > ?> */ é € 😀 ~*!()`;
const SECRET = `Secr3t! ${NASTY}\n`;
const NASTY_HEADER = NASTY.replace(/[^\x20-\x7e]/g, '');

const TOKEN_CASES: readonly (readonly [string, WorkspaceOverrides])[] = [
  ['the secret in the body', { request: { scopes: ['read', 'write'] } }],
  ['Basic, form encoded', { client: { clientId: NASTY, authMethod: 'client_secret_basic' } }],
  [
    'Basic, raw',
    {
      client: { clientId: NASTY.replace(':', ''), authMethod: 'client_secret_basic', basicEncoding: 'raw' },
    },
  ],
  ['no authentication', { client: { clientId: NASTY, authMethod: 'none' } }],
  [
    'duplicate parameters and headers of all kinds',
    {
      client: { clientId: NASTY },
      request: {
        parameters: [
          aField('resource', 'https://b?x=1&y=2'),
          aField('resource', 'https://a'),
          aField(NASTY, NASTY),
          aField('empty', ''),
          aField('off', 'x', false),
        ],
        headers: [
          aField('X-Nasty', NASTY_HEADER),
          aField('X-Empty', ''),
          aField('X-Twice', 'a'),
          aField('x-twice', 'b'),
          aField('Accept', 'application/json, */*;q=0.1'),
        ],
      },
    },
  ],
  [
    'parameters that a map would drop or reorder',
    { request: { parameters: [aField('__proto__', 'x'), aField('1', 'one'), aField('a[b]', 'c')] } },
  ],
  ['a raw body', { request: { rawBody: `{"not": "a form", "text": ${JSON.stringify(NASTY)}}\r\n` } }],
  [
    'a raw body with a secret and a content type of its own',
    {
      request: {
        rawBody: 'grant_type=client_credentials&client_id=server&client_secret=plain&x=$y',
        headers: [aField('Content-Type', 'application/x-www-form-urlencoded; charset=utf-8')],
      },
    },
  ],
];

const API_CASES: readonly (readonly [string, Workspace['api']])[] = [
  ['GET', { method: 'GET', url: '/hello_world', headers: [], body: '' }],
  [
    'POST with a body',
    {
      method: 'POST',
      url: '/things/a%20b?q=$HOME&r=%C3%A9|^{x}%zz',
      headers: [aField('X-Nasty', NASTY_HEADER), aField('Content-Language', 'en')],
      body: JSON.stringify({ text: `${NASTY}\r\n\t` }),
    },
  ],
  ['PATCH without a body', { method: 'PATCH', url: '/things/1', headers: [], body: '' }],
];

const LANGUAGES: readonly SnippetLanguage[] = INSTALLED.map(({ language }) => language);
const TIME_LIMIT = 180_000;

let server: RecordingServer;
let tlsServer: RecordingServer;
let authority: TestCertificate;

beforeAll(async () => {
  authority = await makeCertificate({ name: 'Snippet Test CA', ca: true });
  const leaf = await makeCertificate({ name: '127.0.0.1', names: ['127.0.0.1'], issuer: authority });
  server = await startRecordingServer();
  tlsServer = await startRecordingServer({ cert: leaf.pem, key: leaf.keyPem });
});

// Those that are absent are no tests that pass: their text is compared by the unit tests, but no program was run.
afterAll(() => {
  const names = (toolchains: typeof ABSENT) =>
    toolchains.map(({ language }) => language).join(', ') || 'none';
  writeFact('snippets', `snippets run: ${names(INSTALLED)}; not run, no tool-chain: ${names(ABSENT)}`);
});

afterAll(async () => {
  await server.close();
  await tlsServer.close();
});

describe.each(LANGUAGES)('the %s program', (language) => {
  const toolchain = toolchainOf(language);

  it.each(TOKEN_CASES)(
    'requests a token as the app does: %s',
    { timeout: TIME_LIMIT },
    async (_, overrides) => {
      const workspace = aWorkspace({ ...overrides, tokenEndpoint: `${server.origin}/token?tenant=a%20b` });
      const snippet = build(workspace, language, 'token');
      expect(snippet.text).not.toContain('Secr3t!');
      const secret = snippet.text.includes('plain') ? 'plain' : secretFor(workspace);
      const result = await runSnippet(snippet, toolchain, environmentOf(snippet, secret));
      expect(result.exitCode, result.stderr).toBe(0);
      expect(result.stdout).toContain('token-1');
      const recorded = server.take();
      expect(recorded).toHaveLength(1);
      expectSameTokenCall(recorded[0], aTokenRequest(workspace, secret), workspace, secret);
    },
  );

  it.each(API_CASES)(
    'calls the API, and again with a new token after a 401: %s',
    { timeout: TIME_LIMIT },
    async (_, draft) => {
      const workspace = aWorkspace({
        tokenEndpoint: `${server.origin}/token`,
        api: { ...draft, url: server.origin + draft.url },
      });
      const snippet = build(workspace, language, 'api');
      const result = await runSnippet(snippet, toolchain, environmentOf(snippet, SECRET));
      expect(result.exitCode, result.stderr).toBe(0);
      expect(result.stdout).toMatch(/^200 \{"message":"hello"\}\s*$/);

      const [firstToken, refused, secondToken, accepted, ...others] = server.take();
      expect(others).toEqual([]);
      for (const call of [firstToken, secondToken]) {
        expectSameTokenCall(call, aTokenRequest(workspace, SECRET), workspace, SECRET);
      }
      expect(refused?.headers.authorization).toBe('Bearer token-1');
      expect(accepted?.headers.authorization).toBe('Bearer token-2');
      for (const call of [refused, accepted]) expectSameApiCall(call, workspace.api);
    },
  );

  it.each([
    ['the workspace trusts its CA', 'on', true],
    ['verification is off', 'off', false],
  ] as const)(
    'takes the server’s certificate when %s',
    { timeout: TIME_LIMIT },
    async (_, verification, withCa) => {
      const workspace = aWorkspace({
        tokenEndpoint: `${tlsServer.origin}/token`,
        tls: { verification, extraCas: withCa ? [{ name: 'CA', pem: authority.pem }] : [], pins: [] },
      });
      const snippet = build(workspace, language, 'token');
      const result = await runSnippet(snippet, toolchain, {
        ...environmentOf(snippet, SECRET),
        ...(snippet.command.startsWith('NODE_EXTRA_CA_CERTS=ca.pem ')
          ? { NODE_EXTRA_CA_CERTS: 'ca.pem' }
          : {}),
      });
      expect(result.exitCode, result.stderr).toBe(0);
      expect(result.stdout).toContain('token-1');
      expect(tlsServer.take()).toHaveLength(1);
    },
  );

  it('sends nothing to a server whose certificate it cannot verify', { timeout: TIME_LIMIT }, async () => {
    const snippet = build(aWorkspace({ tokenEndpoint: `${tlsServer.origin}/token` }), language, 'token');
    const result = await runSnippet(snippet, toolchain, environmentOf(snippet, SECRET));
    expect(result.exitCode).not.toBe(0);
    expect(tlsServer.take()).toEqual([]);
  });

  it('stops with the variable’s name when the secret is not set', { timeout: TIME_LIMIT }, async () => {
    const snippet = build(aWorkspace({ tokenEndpoint: `${server.origin}/token` }), language, 'token');
    const result = await runSnippet(snippet, toolchain, {});
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout + result.stderr).toContain('CLIENT_SECRET');
    expect(server.take()).toEqual([]);
  });
});

function toolchainOf(language: SnippetLanguage) {
  const toolchain = INSTALLED.find((installed) => installed.language === language);
  if (!toolchain) throw new Error(`${language} is not installed`);
  return toolchain;
}

function build(workspace: Workspace, language: SnippetLanguage, target: SnippetTarget): Snippet {
  const result = buildSnippet(workspace, { language, target });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function environmentOf({ environment }: Snippet, secret: string): Record<string, string> {
  return Object.fromEntries(environment.map((name) => [name, secret]));
}

/** In a raw body the secret is what the person wrote there. */
function secretFor({ request }: Workspace): string {
  return request.rawBody?.includes('client_secret=plain') ? 'plain' : SECRET;
}

function expectSameTokenCall(
  recorded: Recorded | undefined,
  expected: HttpRequest,
  workspace: Workspace,
  secret: string,
): void {
  const [client] = workspace.clients;
  expect(recorded?.method).toBe('POST');
  expect(recorded?.target).toBe(new URL(expected.url).pathname + new URL(expected.url).search);
  const body = expected.body ? revealText(expected.body) : '';
  if (workspace.request.rawBody === null) expect(formOf(recorded?.body ?? '')).toEqual(formOf(body));
  else expect(recorded?.body).toBe(body);
  expectSameHeaders(recorded, expected);
  if (client?.authMethod === 'client_secret_basic') {
    const credentials = decodeBasic(basicCredentialsOf(recorded?.headers.authorization ?? '') ?? '');
    expect(credentials?.[client.basicEncoding]).toEqual({ clientId: client.clientId, clientSecret: secret });
  }
}

function expectSameApiCall(recorded: Recorded | undefined, draft: Workspace['api']): void {
  const request = buildApiRequest(draft, null);
  if (!request.ok) throw new Error(request.error.message);
  expect(recorded?.method).toBe(draft.method);
  expect(decodeTarget(recorded?.target)).toBe(decodeTarget(draft.url.slice(server.origin.length)));
  expect(recorded?.body).toBe(draft.body);
  expectSameHeaders(recorded, request.value);
}

/** Languages differ in what they escape of a URL; what it says must not. */
function decodeTarget(target = ''): string {
  return decodeURIComponent(target.replace(/%(?![0-9a-f]{2})/gi, '%25'));
}

/** By name, each name's values in order: the order of different names means nothing, and Go sorts them. */
function formOf(body: string): [string, string][] {
  return parseForm(body).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function expectSameHeaders(recorded: Recorded | undefined, { headers }: HttpRequest): void {
  const expected = new Map<string, string>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    if (['host', 'connection', 'content-length', 'authorization'].includes(key)) continue;
    const before = expected.get(key);
    expected.set(key, before === undefined ? revealText(value) : `${before}, ${revealText(value)}`);
  }
  for (const [name, value] of expected) {
    const received = recorded?.headers[name];
    // fetch adds a charset that the form's media type does not have, and that means nothing.
    const normalised = name === 'content-type' ? String(received).replace(/;charset=UTF-8$/, '') : received;
    expect({ [name]: normalised }).toEqual({ [name]: value });
  }
}
