import type { HistoryEntry } from '../../../../../shared/history/entry.ts';
import type { ExchangePurpose } from '../../../../../shared/http/exchange.ts';
import { secretSpan } from '../../../../../shared/text/sensitive-text.ts';
import { DEFAULT_TLS_POLICY } from '../../../../../shared/tls/default-policy.ts';

export const TOKEN = '0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699';

/** A token exchange with a canary for a secret; a higher number is a later one. */
export function historyEntry(
  number: number,
  {
    body = `{"access_token":"${TOKEN}"}`,
    clientId = 'server',
    purpose = 'token',
  }: { body?: string; clientId?: string; purpose?: ExchangePurpose } = {},
): HistoryEntry {
  return {
    exchange: {
      id: `exchange-${number}`,
      purpose,
      request: {
        method: 'POST',
        url: 'https://localhost:8443/oauth/v2/oauth-token',
        headers: [{ name: 'X-Token', value: [secretSpan('ACCESS_TOKEN', TOKEN)] }],
        body: ['client_secret=', secretSpan('CLIENT_SECRET', 'canary')],
      },
      response: {
        httpVersion: '1.1',
        status: 200,
        statusText: 'OK',
        headers: [['Cache-Control', 'no-store']],
        body: {
          text: body,
          size: body.length,
          wireSize: body.length,
          charset: 'utf-8',
          contentEncoding: null,
          truncated: false,
          binary: false,
        },
      },
      failure: null,
      timings: { dns: 0, tcp: 1, tls: 1, send: 1, wait: 1, receive: 1, total: 5 },
      connection: null,
      tls: null,
      startedAt: 1_700_000_000_000 + number,
    },
    inputs: {
      id: 'workspace',
      name: 'Local Curity',
      kind: 'custom',
      server: { issuer: '', tokenEndpoint: 'https://localhost:8443/oauth/v2/oauth-token' },
      tls: DEFAULT_TLS_POLICY,
      clients: [
        { id: 'client', clientId, authMethod: 'client_secret_post', basicEncoding: 'form', knownScopes: [] },
      ],
      activeClientId: 'client',
      request: { scopes: [], parameters: [], headers: [], rawBody: null },
      api: { method: 'GET', url: '', headers: [], body: '' },
      timeLimitMs: 30_000,
    },
    severity: null,
    pinned: false,
  };
}
