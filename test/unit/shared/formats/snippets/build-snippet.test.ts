import { describe, expect, it } from 'vitest';
import { buildSnippet } from '../../../../../shared/formats/snippets/build-snippet.ts';
import { findObstacle } from '../../../../../shared/formats/snippets/obstacles.ts';
import {
  SNIPPET_LANGUAGES,
  type Snippet,
  type SnippetLanguage,
  type SnippetTarget,
} from '../../../../../shared/formats/snippets/snippet.ts';
import type { Workspace } from '../../../../../shared/model/workspace.ts';
import { aField, aKey, aTokenRequest, aWorkspace, type WorkspaceOverrides } from '../../fixtures.ts';

const IDS = SNIPPET_LANGUAGES.map(({ id }) => id);
const CA = { name: 'CA', pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' };

/** Together they show every part of a program once. */
const GOLDEN: readonly (readonly [string, SnippetTarget, WorkspaceOverrides])[] = [
  ['token', 'token', { request: { scopes: ['read'] } }],
  [
    'token-basic-off',
    'token',
    {
      client: { authMethod: 'client_secret_basic' },
      request: {
        scopes: ['read', 'write'],
        parameters: [aField('resource', 'https://b'), aField('resource', 'https://a')],
        headers: [aField('X-Request', "it's $1")],
      },
      tls: { verification: 'off', extraCas: [CA], pins: [] },
    },
  ],
  [
    'token-raw-body',
    'token',
    {
      client: { authMethod: 'client_secret_basic', basicEncoding: 'raw' },
      request: { rawBody: 'grant_type=client_credentials&client_secret=abc&x=1' },
    },
  ],
  ['api', 'api', { request: { scopes: ['read'] } }],
  [
    'api-body-ca',
    'api',
    {
      client: { authMethod: 'none' },
      api: {
        method: 'POST',
        url: 'https://localhost:8443/things?a=b',
        headers: [aField('X-Request', '1')],
        body: '{"name": "“$x”"}',
      },
      tls: { verification: 'on', extraCas: [CA], pins: [] },
    },
  ],
];

describe.each(IDS)('the %s program', (language) => {
  it.each(GOLDEN)('is as reviewed: %s', async (name, target, overrides) => {
    const { text, fileName } = build(aWorkspace(overrides), language, target);
    const extension = fileName.slice(fileName.lastIndexOf('.') + 1);
    // Not by the language's own extension alone: formatters and linters leave it in peace.
    await expect(text).toMatchFileSnapshot(`./golden/${language}-${name}.${extension}.golden`);
  });

  it('contains no typed secret, wherever it was', () => {
    const workspace = aWorkspace({
      request: {
        parameters: [aField('client_secret', 'Typed-1'), aField('client_assertion', 'Typed-2')],
        headers: [aField('Authorization', 'Basic VHlwZWQtMw==')],
      },
    });
    const { text, environment } = build(workspace, language, 'token');
    expect(text).not.toMatch(/Typed|VHlwZWQ/);
    expect(environment).toEqual(['AUTHORIZATION', 'CLIENT_SECRET', 'CLIENT_SECRET_2', 'CLIENT_ASSERTION']);
    for (const name of environment) expect(text).toContain(name);
  });

  it('includes the trusted CAs as a file, with a note', () => {
    const { files, text, command } = build(
      aWorkspace({ tls: { verification: 'on', extraCas: [CA, CA], pins: [] } }),
      language,
      'token',
    );
    expect(files).toEqual([{ name: 'ca.pem', text: `${CA.pem}\n${CA.pem}\n` }]);
    expect(text + command).toContain('ca.pem');
  });

  it('states in the program that verification is off', () => {
    const workspace = aWorkspace({ tls: { verification: 'off', extraCas: [], pins: [] } });
    expect(build(workspace, language, 'token').text).toContain('TLS verification is OFF');
    expect(build(aWorkspace(), language, 'token').text).not.toContain('TLS verification is OFF');
  });
});

describe('what is not offered', () => {
  it.each(IDS)('a method of client authentication that needs keys, in %s', (language) => {
    for (const authMethod of ['private_key_jwt', 'client_secret_jwt'] as const) {
      expect(findObstacle(aWorkspace({ client: { authMethod } }), aTokenRequest(), null)).toMatchObject({
        message: `Code snippets are not offered for ${authMethod}: each request has to be signed.`,
        nextStep: expect.stringContaining('curl with a fresh assertion'),
      });
    }
    for (const authMethod of ['tls_client_auth', 'self_signed_tls_client_auth'] as const) {
      expect(errorOf(aWorkspace({ client: { authMethod } }), language, 'token')).toBe(
        `Code snippets are not offered for ${authMethod}.`,
      );
    }
    const withProof = aWorkspace({ request: { headers: [aField('DPoP', 'eyJ.eyJ.sig')] } });
    expect(errorOf(withProof, language, 'token')).toBe('Code snippets are not offered for DPoP.');
    const dpop = { keyId: 'key', algorithm: 'ES256' } as const;
    expect(errorOf(aWorkspace({ client: { dpop } }), language, 'token')).toBe(
      'Code snippets are not offered for DPoP.',
    );
    const withCertificate = aWorkspace({
      client: { certificateKeyId: 'key' },
      keys: [aKey({ certificates: ['PEM'] })],
    });
    expect(errorOf(withCertificate, language, 'token')).toBe(
      'Code snippets are not offered for client certificates.',
    );
  });

  it.each([
    ['GET with a body', { method: 'GET', body: 'x' }, /cannot send a body with GET/],
    ['TRACE', { method: 'TRACE', body: '' }, /cannot send TRACE/],
  ] as const)('%s in JavaScript alone', (_, draft, message) => {
    const workspace = aWorkspace({ api: { url: 'https://localhost/x', headers: [], ...draft } });
    expect(errorOf(workspace, 'javascript', 'api')).toMatch(message);
    expect(buildSnippet(workspace, { language: 'java', target: 'api' }).ok).toBe(true);
  });

  it.each([
    [
      'an Authorization header in place of the token',
      { headers: [aField('authorization', 'Bearer x')] },
      /its own Authorization header/,
    ],
    ['a body that no literal should hold', { body: 'x'.repeat(20_001) }, /more than 20 kB/],
    ['no URL', { url: '' }, /API URL is empty/],
  ] as const)('%s', (_, draft, message) => {
    const api = { method: 'POST', url: 'https://localhost/x', headers: [], body: '', ...draft };
    expect(errorOf(aWorkspace({ api: { ...api, headers: [...api.headers] } }), 'python', 'api')).toMatch(
      message,
    );
    expect(buildSnippet(aWorkspace(), { language: 'python', target: 'token' }).ok).toBe(true);
  });
});

describe('notes how a program differs from the app', () => {
  it.each([
    ['Host', { request: { headers: [aField('Host', 'other')] } }, /header Host is left to the HTTP library/],
    [
      'a header twice',
      { request: { headers: [aField('A', '1'), aField('a', '2')] } },
      /header a is sent once/,
    ],
    [
      'a pin',
      { tls: { verification: 'on', extraCas: [], pins: [{ host: 'h:1', fingerprint256: 'AA' }] } },
      /pinned for h:1 is not pinned/,
    ],
    ['HTTP/2', { httpVersion: '2' }, /version of HTTP that its library chooses/],
    [
      'a proxy',
      { proxy: { mode: 'explicit', url: 'http://p:1', username: '', noProxy: '', includeLoopback: false } },
      /proxy is not in the program/,
    ],
    [
      'followed redirects',
      { api: { method: 'GET', url: 'https://localhost/x', headers: [], body: '', followRedirects: true } },
      /does not follow redirects/,
    ],
  ] as const)('%s', (_, overrides, note) => {
    const { notes } = build(aWorkspace(overrides as unknown as WorkspaceOverrides), 'go', 'api');
    expect(notes).toEqual([expect.stringMatching(note)]);
  });

  it('and nothing else', () => {
    for (const language of IDS) expect(build(aWorkspace(), language, 'api').notes).toEqual([]);
  });
});

it('writes URLs that every language’s parser accepts', () => {
  const workspace = aWorkspace({ tokenEndpoint: 'https://[::1]:8443/a|b/%zz?q={x}^"é' });
  expect(build(workspace, 'java', 'token').text).toContain(
    '"https://[::1]:8443/a%7Cb/%25zz?q=%7Bx%7D%5E%22%C3%A9"',
  );
});

function build(workspace: Workspace, language: SnippetLanguage, target: SnippetTarget): Snippet {
  const result = buildSnippet(workspace, { language, target });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function errorOf(workspace: Workspace, language: SnippetLanguage, target: SnippetTarget): string | null {
  const result = buildSnippet(workspace, { language, target });
  return result.ok ? null : result.error.message;
}
