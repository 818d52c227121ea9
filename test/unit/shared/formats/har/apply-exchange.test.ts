import { describe, expect, it } from 'vitest';
import { importExchange } from '../../../../../shared/formats/har/apply-exchange.ts';
import { exchangesToHar } from '../../../../../shared/formats/har/exchanges-to-har.ts';
import { harToExchanges } from '../../../../../shared/formats/har/har-to-exchanges.ts';
import type { HttpRequest } from '../../../../../shared/http/exchange.ts';
import { activeClient } from '../../../../../shared/model/active-client.ts';
import { blankWorkspace } from '../../../../../shared/model/blank-workspace.ts';
import type { Workspace } from '../../../../../shared/model/workspace.ts';
import { secretOnly } from '../../../../../shared/oauth/client-authentication/request-credentials.ts';
import { buildApiRequest } from '../../../../../shared/oauth/request/api-request.ts';
import { buildTokenRequest } from '../../../../../shared/oauth/request/token-request.ts';
import { historyEntry } from '../../../electron/core/history/history-entry.ts';
import { anAccessToken } from '../../fixtures.ts';

const SECRET = 'a!b c';

function workspaceWith(authMethod: 'client_secret_basic' | 'client_secret_post'): Workspace {
  const blank = blankWorkspace({ id: 'w', clientKey: 'c', name: '' });
  return {
    ...blank,
    server: { issuer: '', tokenEndpoint: 'https://as.example/token' },
    clients: blank.clients.map((client) => ({ ...client, clientId: 'server', authMethod })),
    request: {
      scopes: ['read', 'write'],
      parameters: [{ id: 'p', name: 'audience', value: 'x y', enabled: true }],
      headers: [{ id: 'h', name: 'X-Trace', value: '1', enabled: true }],
      rawBody: null,
    },
  };
}

/** Through a HAR file and back, as another program writes it, or as we do: masked. */
function throughHar(request: HttpRequest, masked: boolean) {
  const exchange = { ...historyEntry(1).exchange, request };
  const har = exchangesToHar([exchange], {
    creatorVersion: '1',
    reveal: masked ? [] : ['CLIENT_SECRET', 'ACCESS_TOKEN'],
  });
  const read = harToExchanges(JSON.stringify(har), { idFor: String });
  const [found] = read.ok ? read.value.exchanges : [];
  if (!found) throw new Error('The HAR was not read');
  return importExchange(found, blankWorkspace({ id: 'new', clientKey: 'n', name: '' }));
}

function requestOf(workspace: Workspace): HttpRequest {
  const built = buildTokenRequest(workspace, secretOnly(SECRET));
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

describe.each(['client_secret_basic', 'client_secret_post'] as const)('a token request by %s', (method) => {
  const request = requestOf(workspaceWith(method));

  it('fills the form so that the same request is built of it', () => {
    const fill = throughHar(request, false);
    expect(fill).toMatchObject({ target: 'token', secret: SECRET, notUnderstood: [] });
    expect(requestOf(fill.workspace)).toEqual(request);
  });

  it('fills everything except the masked secret, and requests it', () => {
    const fill = throughHar(request, true);
    expect(fill.secret).toBeNull();
    expect(activeClient(fill.workspace).authMethod).toBe(method);
    expect(fill.workspace.request.scopes).toEqual(['read', 'write']);
    expect(fill.notUnderstood).toContain('The client secret is masked in the file: enter it.');
    expect(JSON.stringify(fill)).not.toContain('•');
  });
});

describe('an API call', () => {
  const draft = { method: 'PUT', url: 'https://api.example/things?a=1', headers: [], body: '{"a":1}' };
  const token = anAccessToken({ value: 'tok-en-123456' });

  it.each([
    [false, 'tok-en-123456'],
    [true, null],
  ])('fills step 3 (masked: %s) with the token %s', (masked, expected) => {
    const request = buildApiRequest(draft, token);
    if (!request.ok) throw new Error(request.error.message);
    const fill = throughHar(request.value, masked);
    expect(fill).toMatchObject({ target: 'api', token: expected, secret: null });
    expect(fill.workspace.api).toMatchObject({ method: 'PUT', url: draft.url, body: '{"a":1}' });
    expect(fill.notUnderstood).toEqual(masked ? ['The token is masked in the file: get a new one.'] : []);
  });

  it('drops browser-specific headers and cookies', () => {
    const header = (name: string, value: string) => ({ name, value: [value] });
    const fill = importExchange(
      {
        request: {
          method: 'GET',
          url: 'https://api.example/me',
          headers: [
            header('Host', 'api.example'),
            header('User-Agent', 'Mozilla/5.0'),
            header('sec-fetch-mode', 'cors'),
            header('Cookie', 'session=canary'),
            header('X-Mine', '1'),
          ],
          body: null,
        },
      },
      blankWorkspace({ id: 'new', clientKey: 'n', name: '' }),
    );
    expect(fill.workspace.api.headers.map(({ name }) => name)).toEqual(['X-Mine']);
    expect(fill.notUnderstood).toEqual(['Cookies were left out.']);
    expect(JSON.stringify(fill)).not.toContain('canary');
  });
});
