import { describe, expect, it } from 'vitest';
import { buildCurl } from '../../../shared/curl/write/build-curl.ts';
import { exchangesToHar } from '../../../shared/formats/har/exchanges-to-har.ts';
import { buildSnippet } from '../../../shared/formats/snippets/build-snippet.ts';
import { SNIPPET_LANGUAGES } from '../../../shared/formats/snippets/snippet.ts';
import { exportWorkspace } from '../../../shared/formats/workspace-file/export-workspace.ts';
import { type HistoryEntry, summarise } from '../../../shared/history/entry.ts';
import { searchText } from '../../../shared/history/search-text.ts';
import { withholdTokens } from '../../../shared/history/withhold-tokens.ts';
import { type HttpRequest, redactRequest } from '../../../shared/http/exchange.ts';
import { formatRequest } from '../../../shared/http/format-http.ts';
import { toHttp2Fields } from '../../../shared/http/http2-fields.ts';
import { layoutRequest } from '../../../shared/http/request-layout.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { buildApiRequest } from '../../../shared/oauth/request/api-request.ts';
import {
  sensitiveHeader,
  sensitiveMember,
  sensitiveParameter,
} from '../../../shared/oauth/sensitive-parameters.ts';
import { ALL_SECRET_NAMES, maskText } from '../../../shared/text/sensitive-text.ts';
import { aField, anExchange, aTokenRequest, aWorkspace } from '../shared/fixtures.ts';

const CANARY = 'kanarie-7Q~x/+9';

const PARAMETERS = [
  'client_secret',
  'client_assertion',
  'access_token',
  'token',
  'subject_token',
  'actor_token',
  'assertion',
  'refresh_token',
  'password',
  'code',
  'id_token',
  'device_code',
  'SAMLResponse',
  'api_key',
  'x-api-key',
  'accessToken',
  'access token',
  'githubToken',
];

const HARMLESS_PARAMETERS = [
  'grant_type',
  'client_id',
  'scope',
  'resource',
  'audience',
  'client_assertion_type',
  'subject_token_type',
  'actor_token_type',
  'requested_token_type',
  'token_type',
  'token_type_hint',
  'username',
  'expires_in',
  'error',
  '__proto__',
  'constructor',
];

const HEADERS = [
  'Authorization',
  'Proxy-Authorization',
  'Cookie',
  'X-Subject-Token',
  'X-Api-Key',
  'api-key',
  'X-Company-Token',
  'Ocp-Apim-Subscription-Key',
];

const HARMLESS_HEADERS = ['Accept', 'Content-Type', 'WWW-Authenticate', 'DPoP-Nonce', 'Host', 'X-Request-Id'];

describe('the table of sensitive parameters', () => {
  it.each(PARAMETERS)('knows %s', (name) => {
    expect(sensitiveParameter(name)).not.toBeNull();
  });

  it.each(HARMLESS_PARAMETERS)('keeps %s', (name) => {
    expect(sensitiveParameter(name)).toBeNull();
    expect(sensitiveMember(name)).toBeNull();
  });

  it.each([...HEADERS, 'Set-Cookie', 'DPoP'])('knows the header %s', (name) => {
    expect(sensitiveHeader(name)).not.toBeNull();
  });

  it.each(HARMLESS_HEADERS)('keeps the header %s', (name) => {
    expect(sensitiveHeader(name)).toBeNull();
  });

  it('does not mistake an error code in a response for an authorization code', () => {
    expect(sensitiveMember('code')).toBeNull();
    expect(sensitiveMember('access_token')).not.toBeNull();
  });
});

/** Each way to type a secret into a token request, and what the wire must get of it. */
const TOKEN_USES: readonly (readonly [string, Workspace, string])[] = [
  ...PARAMETERS.map(
    (name) =>
      [
        `the parameter ${name}`,
        aWorkspace({ request: { parameters: [aField(name, CANARY)] } }),
        'kanarie-7Q%7Ex%2F%2B9',
      ] as const,
  ),
  ...HEADERS.map(
    (name) =>
      [
        `the header ${name}`,
        aWorkspace({ request: { headers: [aField(name, valueOfHeader(name))] } }),
        valueOfHeader(name),
      ] as const,
  ),
  ...[
    ['a form', `a=b&subject_token=${CANARY}&c=d`],
    ['a form with an encoded name', `subject%5Ftoken=${CANARY}`],
    ['JSON', `{"grant_type":"x", "password" : "${CANARY}"}`],
    ['JSON with an escaped name', `{"pass\\u0077ord":"${CANARY}"}`],
    ['JSON with a nested value', `{"token":{"value":["${CANARY}"]}}`],
    ['JSON that is cut off', `{"token":"${CANARY}`],
    ['XML', `<a><wst:Password Type="x">${CANARY}</wst:Password></a>`],
  ].map(
    ([what, rawBody = '']) => [`a raw body: ${what}`, aWorkspace({ request: { rawBody } }), rawBody] as const,
  ),
];

function valueOfHeader(name: string): string {
  if (name === 'Authorization') return `Bearer ${CANARY}`;
  return name === 'Cookie' ? `a=b; session=${CANARY}` : CANARY;
}

describe('a secret typed by hand into a token request', () => {
  it.each(TOKEN_USES)('is sent as it is and shown nowhere: %s', (_, workspace, sent) => {
    const request = aTokenRequest(workspace);
    expect(formatRequest(request, { reveal: ALL_SECRET_NAMES })).toContain(sent);
    expect(outputsOf(request).filter(([, text]) => isIn(text))).toEqual([]);
  });

  it.each(TOKEN_USES)('is neither in an exported workspace nor in a snippet: %s', (_, workspace) => {
    const { text, withheld } = exportWorkspace(saveWorkspace(workspace));
    expect(isIn(text)).toBe(false);
    expect(withheld).toHaveLength(1);
    for (const { id } of SNIPPET_LANGUAGES) {
      const snippet = buildSnippet(workspace, { language: id, target: 'token' });
      if (snippet.ok) expect(isIn(snippet.value.text)).toBe(false);
    }
  });
});

describe('a secret typed by hand into an API call', () => {
  const url = 'https://api.example/';
  const drafts = [
    ...PARAMETERS.map(
      (name) =>
        [`the query parameter ${name}`, [], '', `${url}?a=b&${encodeURIComponent(name)}=${CANARY}`] as const,
    ),
    ...HEADERS.map((name) => [`the header ${name}`, [aField(name, valueOfHeader(name))], ''] as const),
    ['a JSON body', [], `{"user":"ada","password":"${CANARY}"}`] as const,
    ['a form', [aField('Content-Type', 'application/x-www-form-urlencoded')], `code=${CANARY}`] as const,
  ];

  it.each(drafts)('is sent as it is and shown nowhere: %s', (_, headers, body, address: string = url) => {
    const api = { method: 'POST', url: address, headers: [...headers], body };
    const built = buildApiRequest(api, null);
    if (!built.ok) throw new Error(built.error.message);
    expect(formatRequest(built.value, { reveal: ALL_SECRET_NAMES })).toContain(CANARY);
    expect(outputsOf(built.value).filter(([, text]) => isIn(text))).toEqual([]);
    const workspace = aWorkspace({ api });
    expect(isIn(exportWorkspace(saveWorkspace(workspace)).text)).toBe(false);
    for (const { id } of SNIPPET_LANGUAGES) {
      const snippet = buildSnippet(workspace, { language: id, target: 'api' });
      expect(snippet.ok && isIn(snippet.value.text)).toBe(false);
    }
  });
});

function outputsOf(request: HttpRequest): (readonly [string, string])[] {
  const exchange = anExchange({ request });
  const entry: HistoryEntry = { exchange, inputs: aWorkspace(), severity: null, pinned: false };
  return [
    ['the preview', formatRequest(request)],
    ['the list of the history', JSON.stringify(summarise(entry))],
    ['the search of the history', searchText(entry)],
    ['the recorded bytes', maskText(layoutRequest(request))],
    [
      'the fields of HTTP/2',
      toHttp2Fields(request)
        .map(({ value }) => maskText(value))
        .join(),
    ],
    ['what the page gets', JSON.stringify(redactRequest(request, ALL_SECRET_NAMES))],
    ['the history without a keychain', JSON.stringify(withholdTokens(exchange))],
    ['a HAR', JSON.stringify(exchangesToHar([exchange], { creatorVersion: '1' }))],
    ['curl', buildCurl(request, { shell: 'bash', insecure: false })],
    ['curl for PowerShell', buildCurl(request, { shell: 'powershell', insecure: false })],
  ];
}

function isIn(text: string): boolean {
  return [CANARY, encodeURIComponent(CANARY), 'kanarie'].some((form) => text.includes(form));
}
