// A journal as months of use leave it: token requests and API calls, most of them fine, some refused, some failed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY = 86_400_000;
const DAYS = 60;

/** Writes a journal of `count` exchanges that ends now, as the app itself would have on a disk without a keychain. */
export function seedHistory(dataFolder, count, now = Date.now()) {
  const lines = Array.from({ length: count }, (_, index) => {
    const age = ((count - 1 - index) / Math.max(1, count)) * Math.min(DAYS, count / 8) * DAY;
    return JSON.stringify({ kind: 'entry', entry: entry(index, Math.round(now - age - 1_000)) });
  });
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(join(dataFolder, 'history.jsonl'), lines.map((line) => `${line}\n`).join(''), {
    mode: 0o600,
  });
}

const REFUSED_TIMINGS = { dns: 1, tcp: null, tls: null, send: null, wait: null, receive: null, total: 2 };
const WORKSPACES = ['Token server (built in)', 'Local Curity', 'Staging at work'];
const CLIENTS = ['server', 'short-lived', 'billing-batch'];
const PATHS = [
  '/hello_world',
  '/api/read',
  '/api/write',
  '/accounts/4711/transactions?from=2026-01-01&limit=50',
];

function entry(index, startedAt) {
  const kind = index % 10;
  const purpose = kind % 2 === 0 ? 'token' : 'api';
  const which = index % 3;
  const failed = kind === 7;
  const status = kind === 4 ? 401 : kind === 9 ? 403 : 200;
  return {
    exchange: {
      id: `seed-${index}`,
      purpose,
      request: purpose === 'token' ? tokenRequest(index, which) : apiRequest(index),
      response: failed ? null : response(purpose, status, index, startedAt),
      failure: failed
        ? {
            code: 'connection-refused',
            stage: 'connect',
            message: 'connect ECONNREFUSED 127.0.0.1:8443',
            platformCode: 'ECONNREFUSED',
          }
        : null,
      timings: failed
        ? REFUSED_TIMINGS
        : {
            dns: 1,
            tcp: 1,
            tls: 6,
            send: 0.4,
            wait: 3 + (index % 40),
            receive: 0.6,
            total: 12 + (index % 40),
          },
      connection: failed
        ? null
        : {
            remoteAddress: '127.0.0.1',
            remotePort: 8443,
            localPort: 40_000 + (index % 9_000),
            reused: false,
          },
      tls: null,
      startedAt,
    },
    inputs: inputs(which),
    severity: failed ? 'fatal' : status >= 400 ? 'error' : kind === 2 ? 'warning' : null,
    pinned: index % 997 === 5,
  };
}

function tokenRequest(index, which) {
  return {
    method: 'POST',
    url: 'https://localhost:8443/oauth/v2/oauth-token',
    headers: [
      { name: 'host', value: ['localhost:8443'] },
      { name: 'connection', value: ['keep-alive'] },
      { name: 'Accept', value: ['application/json'] },
      { name: 'Content-Type', value: ['application/x-www-form-urlencoded'] },
      { name: 'content-length', value: ['96'] },
    ],
    body: [
      `grant_type=client_credentials&client_id=${CLIENTS[which]}&client_secret=`,
      { name: 'CLIENT_SECRET', value: null, encoding: 'form' },
      `&scope=read&nonce=number${index}`,
    ],
  };
}

function apiRequest(index) {
  return {
    method: index % 4 === 1 ? 'GET' : 'POST',
    url: `https://api.example.com${PATHS[index % PATHS.length]}`,
    headers: [
      { name: 'host', value: ['api.example.com'] },
      { name: 'connection', value: ['keep-alive'] },
      { name: 'Authorization', value: ['Bearer ', { name: 'ACCESS_TOKEN', value: null, encoding: 'none' }] },
    ],
    body: null,
  };
}

function response(purpose, status, index, startedAt) {
  const text =
    status >= 400
      ? '{"error":"invalid_client","error_description":"The client could not be authenticated"}'
      : purpose === 'token'
        ? '{"access_token":"••••••••","scope":"read","token_type":"bearer","expires_in":299}'
        : JSON.stringify({
            items: Array.from({ length: 12 }, (_, item) => ({
              id: index * 100 + item,
              name: `Transaction ${item} of batch ${index}`,
              amount: 12.5 * item,
              currency: 'SEK',
            })),
          });
  return {
    httpVersion: '1.1',
    status,
    statusText: status === 200 ? 'OK' : status === 401 ? 'Unauthorized' : 'Forbidden',
    headers: [
      ['Content-Type', 'application/json'],
      ['Cache-Control', 'no-store'],
      ['Date', new Date(startedAt).toUTCString()],
      ...(status === 401 ? [['WWW-Authenticate', 'Basic realm="token"']] : []),
    ],
    body: {
      text,
      size: text.length,
      wireSize: text.length,
      charset: 'utf-8',
      contentEncoding: null,
      truncated: false,
      binary: false,
    },
  };
}

function inputs(which) {
  return {
    id: ['built-in', 'local-curity', 'staging'][which],
    name: WORKSPACES[which],
    kind: which === 0 ? 'built-in' : 'custom',
    server: { issuer: '', tokenEndpoint: 'https://localhost:8443/oauth/v2/oauth-token' },
    tls: { verification: 'on', extraCas: [], pins: [] },
    clients: [
      {
        id: CLIENTS[which],
        clientId: CLIENTS[which],
        authMethod: 'client_secret_post',
        basicEncoding: 'form',
        knownScopes: ['read'],
      },
    ],
    activeClientId: CLIENTS[which],
    request: { scopes: ['read'], parameters: [], headers: [], rawBody: null },
    api: { method: 'GET', url: 'https://api.example.com/hello_world', headers: [], body: '' },
    timeLimitMs: 30_000,
  };
}
