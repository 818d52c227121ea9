import { describe, expect, it } from 'vitest';
import { SessionMemory } from '../../../../../electron/core/runs/session-memory.ts';
import type { WorkspaceOverrides } from '../../../shared/fixtures.ts';
import { anExchange, aResponse, aTokenRequest, aWorkspace } from '../../../shared/fixtures.ts';

const TOKEN = { access_token: 't', token_type: 'Bearer' };

function tokenExchange(overrides: WorkspaceOverrides = {}, secret = 'Secr3t!', body: object = TOKEN) {
  const workspace = aWorkspace(overrides);
  const exchange = anExchange({ request: aTokenRequest(workspace, secret), response: aResponse(body) });
  return { workspace, exchange };
}

function changesAfter(overrides: WorkspaceOverrides, secret?: string) {
  const memory = new SessionMemory();
  const before = tokenExchange({ client: { authMethod: 'client_secret_basic' } });
  memory.remember(before.exchange, before.workspace);
  const { exchange, workspace } = tokenExchange(overrides, secret, { error: 'invalid_client' });
  return memory.recall(exchange, workspace);
}

const BASIC = { authMethod: 'client_secret_basic' } as const;

describe('what the session remembers of a success', () => {
  it.each<[string, WorkspaceOverrides, string | undefined, string[]]>([
    ['nothing', { client: BASIC }, undefined, []],
    ['the secret', { client: BASIC }, 'other', ['secret']],
    ['the encoding', { client: { ...BASIC, basicEncoding: 'raw' } }, undefined, ['encoding']],
    ['the URL', { client: BASIC, tokenEndpoint: 'https://localhost:8443/other' }, undefined, ['url']],
    ['the client id', { client: { ...BASIC, clientId: 'other' } }, undefined, ['client-id']],
  ])('%s changed', (_, overrides, secret, changed) => {
    expect(changesAfter(overrides, secret)).toEqual({ lastSuccessAt: anExchange().startedAt, changed });
  });

  it.each<[string, string[], { added: string[]; removed: string[] }]>([
    ['one was added', ['read', 'write'], { added: ['write'], removed: [] }],
    ['one was removed', [], { added: [], removed: ['read'] }],
    ['one took the place of another', ['write'], { added: ['write'], removed: ['read'] }],
  ])('names the scopes that changed: %s', (_, scopes, expected) => {
    const memory = new SessionMemory();
    const before = tokenExchange({ request: { scopes: ['read'] } });
    memory.remember(before.exchange, before.workspace);
    const { exchange, workspace } = tokenExchange({ request: { scopes } });
    expect(memory.recall(exchange, workspace)).toMatchObject({ changed: ['scope'], scopes: expected });
  });

  it('reports no scopes if only their order changed', () => {
    const memory = new SessionMemory();
    const before = tokenExchange({ request: { scopes: ['read', 'write'] } });
    memory.remember(before.exchange, before.workspace);
    const { exchange, workspace } = tokenExchange({ request: { scopes: ['write', 'read'] } });
    expect(memory.recall(exchange, workspace)?.scopes).toEqual({ added: [], removed: [] });
  });

  it('a refusal is not remembered', () => {
    const memory = new SessionMemory();
    const { exchange, workspace } = tokenExchange({}, 'Secr3t!', { error: 'invalid_client' });
    memory.remember(exchange, workspace);
    expect(memory.recall(exchange, workspace)).toBeNull();
  });

  it('remembers each client separately', () => {
    const memory = new SessionMemory();
    const { exchange, workspace } = tokenExchange();
    memory.remember(exchange, workspace);
    const other = tokenExchange({ id: 'another-workspace' });
    expect(memory.recall(other.exchange, other.workspace)).toBeNull();
  });

  it('holds no secret', () => {
    const { exchange, workspace } = tokenExchange();
    const memory = new SessionMemory();
    memory.remember(exchange, workspace);
    expect(JSON.stringify(memory.recall(exchange, workspace))).not.toContain('Secr3t!');
  });
});
