import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCertificates } from '../../../electron/core/credentials/import/order-chain.ts';
import { readKey } from '../../../electron/core/credentials/import/read-key.ts';
import { importCurl } from '../../../shared/curl/apply/apply-curl.ts';
import { parseMetadata, readMetadata } from '../../../shared/discovery/server-metadata.ts';
import { harToExchanges } from '../../../shared/formats/har/har-to-exchanges.ts';
import { readImport } from '../../../shared/formats/read-import.ts';
import { withholdTokens } from '../../../shared/history/withhold-tokens.ts';
import { LARGEST_TEXT } from '../../../shared/http/exchange.ts';
import { parseJson } from '../../../shared/json/parse-json.ts';
import { parseChallenges } from '../../../shared/oauth/challenge.ts';
import { decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import { safeFileName } from '../../../shared/text/file-name.ts';
import { aWorkspace } from '../shared/fixtures.ts';

const DEEP = 20_000;

/** Texts that somebody may put into any place of a file. */
const HOSTILE: Readonly<Record<string, string>> = {
  script: '"><script>alert(1)</script><img src=x onerror=alert(1)>',
  shell: "';touch x;'$(touch x)`touch x`\n!!",
  path: '../../../../etc/passwd',
  'Windows path': '..\\..\\C:\\Windows\\System32\\CON',
  'reversed text': 'gpj.\u202eexe\u2066',
  NUL: 'a\0b',
  'half a surrogate pair': '\ud800',
  'a long text': 'x'.repeat(2_000_000),
  'a huge number': '1e999999',
  prototype: '__proto__',
};

/** JSON that takes the place of a member's value. */
const VALUES: Readonly<Record<string, string>> = {
  'a prototype': '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  'deep lists': `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  'deep objects': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  'a huge number': '1e400',
  'a long number': '9'.repeat(100_000),
  'a duplicate member': '{"a":1,"a":2}',
  null: 'null',
  'an empty list': '[]',
  'an object for a list': '{"length":1000000000}',
  'half a text': '"abc',
};

const FILES: Readonly<Record<string, (hole: string) => string>> = {
  HAR: (hole) =>
    `{"log":{"version":"1.2","entries":[{"startedDateTime":"2025-06-01T12:00:00Z","request":{"method":"GET","url":"https://a.example/","headers":[{"name":"X","value":${hole}}]},"response":{"status":200,"headers":[],"content":{"text":${hole}}},"_tls":${hole},"timings":${hole}},${hole}]}}`,
  'HAR method and URL': (hole) =>
    `{"log":{"version":${hole},"entries":[{"startedDateTime":${hole},"request":{"method":${hole},"url":${hole},"headers":${hole}}}]}}`,
  workspace: (hole) =>
    `{"format":"credence-workspace","version":1,"name":${hole},"server":{"issuer":${hole},"tokenEndpoint":${hole}},"tls":{"verification":"on"},"clients":[{"id":${hole},"clientId":${hole},"authMethod":"none"}],"activeClientId":${hole},"request":{"scopes":[${hole}]},"api":{"method":${hole},"url":${hole}},"timeLimitMs":1000}`,
  Postman: (hole) =>
    `{"info":{"name":${hole},"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"auth":{"type":"oauth2","oauth2":[{"key":"accessTokenUrl","value":${hole}},{"key":${hole},"value":${hole}}]},"variable":${hole},"item":[{"name":${hole},"request":{"method":${hole},"url":${hole},"header":${hole}}},${hole}]}`,
};

const untouched = () => {
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
};

describe.each(Object.keys(FILES))('a hostile %s file', (kind) => {
  const file = FILES[kind] ?? String;

  it.each([
    ...Object.entries(HOSTILE).map(([name, text]) => [name, JSON.stringify(text)] as const),
    ...Object.entries(VALUES),
  ])(
    '%s is refused in words, or read as the plain text it is',
    (_name, hole) => {
      const reading = readImport(file(hole));
      if (!reading.ok) {
        expect(reading.error.code).toBe('config.invalid');
        expect(reading.error.message).not.toBe('');
      } else if (reading.value.kind === 'har') {
        for (const { request } of reading.value.har.exchanges) {
          expect(request.method).toMatch(/^[A-Za-z]{1,40}$/);
          expect(request.url).toMatch(/^https?:/);
          for (const { name } of request.headers) expect(name).toMatch(/^[\w!#$%&'*+.^`|~-]+$/);
        }
      }
      untouched();
    },
    120_000,
  );
});

describe('a hostile curl command', () => {
  it.each(Object.entries(HOSTILE))('%s does no harm in any place', (_name, whole) => {
    const text = whole.slice(0, 20_000);
    for (const shell of ['bash', 'powershell', 'cmd']) {
      const command = `${shell === 'powershell' ? 'curl.exe' : 'curl'} -X ${text} -H '${text}: ${text}' -d @${text} --data-urlencode ${text}@${text} -u ${text} -K ${text} -o ${text} https://a.example/${text}`;
      const reading = readImport(command);
      if (reading.ok && reading.value.kind === 'curl') {
        const filled = importCurl(reading.value.command, aWorkspace());
        expect(filled.workspace.api.method).toMatch(/^[A-Za-z]{0,40}$/);
      }
    }
    untouched();
  });
});

it('a HAR body that is longer than any recorded one is cut like those, and kept without its tokens', () => {
  const text = `{"access_token":"${'x'.repeat(9_000_000)}"}`;
  const read = harToExchanges(
    JSON.stringify({
      log: {
        version: '1.2',
        entries: [
          {
            startedDateTime: '2025-06-01T12:00:00Z',
            request: { method: 'POST', url: 'https://as.example/token', headers: [] },
            response: { status: 200, headers: [], content: { text, mimeType: 'application/json' } },
          },
        ],
      },
    }),
    { idFor: () => 'id' },
  );
  const [exchange] = read.ok ? read.value.exchanges : [];
  expect(exchange?.response?.body).toMatchObject({ textCut: true, size: text.length });
  expect(exchange?.response?.body.text).toHaveLength(LARGEST_TEXT);
  expect(JSON.stringify(exchange && withholdTokens(exchange))).not.toContain('xxxxxxxx');
});

describe('hostile answers and keys', () => {
  const texts = [...Object.values(HOSTILE), ...Object.values(VALUES)];

  it('metadata: ignores values that are not strings or lists of strings', () => {
    for (const value of [
      ...Object.values(VALUES),
      ...Object.values(HOSTILE).map((text) => JSON.stringify(text)),
    ]) {
      const document = parseMetadata(
        `{"issuer":"https://a.example","token_endpoint":${value},"scopes_supported":${value},"mtls_endpoint_aliases":${value},"__proto__":{"polluted":true}}`,
      );
      if (document) {
        const { scopes_supported, token_endpoint } = readMetadata(document);
        expect(['string', 'undefined']).toContain(typeof token_endpoint);
        for (const scope of scopes_supported ?? []) expect(typeof scope).toBe('string');
      }
    }
    untouched();
  });

  it('a key file, a key set or a certificate is refused as a result, not by a throw', async () => {
    for (const text of [
      ...texts,
      ...Object.values(VALUES).map((value) => `{"keys":[${value}]}`),
      `{"kty":"oct","k":"${'A'.repeat(10_000)}"}`,
      '{"kty":"EC","crv":"__proto__","x":"","y":"","d":""}',
      `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(100_000)}\n-----END PRIVATE KEY-----`,
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      '-----BEGIN '.repeat(10_000),
    ]) {
      const key = await readKey(Buffer.from(text), { passphrase: null, certificates: text });
      expect(key.ok).toBe(false);
      expect(Array.isArray(readCertificates('')), 'readable').toBe(true);
    }
    untouched();
  });

  it('headers and tokens of any text are read without a throw', () => {
    for (const text of texts) {
      parseChallenges([text, `Bearer error="${text}"`, `${text}=`, ','.repeat(10_000)]);
      decodeJwt(`${text}.${text}.${text}`);
      const part = Buffer.from(text).toString('base64url');
      decodeJwt(`${part}.${part}.${part}`);
      parseJson(text);
    }
    untouched();
  });
});

describe('a proposed file name', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\CON', '_CON'],
    ['nul.har', '_nul.har'],
    ['COM1', '_COM1'],
    ['.bashrc', 'bashrc'],
    ['-rf.har', 'rf.har'],
    ['token-a.example.har', 'token-a.example.har'],
    ['gpj.\u202eexe', 'gpj.exe'],
    ['a:stream?.txt', 'a_stream_.txt'],
    ['ends. . ', 'ends'],
    ['/', 'credence'],
    ['', 'credence'],
  ])('%j becomes %s', (proposed, name) => {
    expect(safeFileName(proposed)).toBe(name);
  });

  it('names a file on every system, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (proposed) => {
        const name = safeFileName(proposed);
        expect(name).toMatch(/^[^./\\<>:"|?*\s~-]/);
        expect(name).not.toMatch(/[/\\<>:"|?*\p{C}]|[. ]$/u);
        expect(name.length).toBeLessThanOrEqual(121);
      }),
      { seed: 20_261, numRuns: 500 },
    );
  });
});
