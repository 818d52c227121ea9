import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../../../shared/model/workspace.ts';
import { inputsKey } from '../../../../../shared/oauth/token/inputs-key.ts';
import type { AccessToken } from '../../../../../shared/oauth/token/token.ts';
import { tokenInputs } from '../../../../../shared/oauth/token/token-inputs.ts';
import {
  describeChanges,
  isStale,
  staleInputs,
  type TokenState,
  tokenState,
} from '../../../../../shared/oauth/token/token-state.ts';
import { aField, anAccessToken, aWorkspace, type WorkspaceOverrides } from '../../fixtures.ts';

const before = aWorkspace({ request: { scopes: ['read'] } });

/** A token that a workspace's inputs made. */
function madeBy(workspace: Workspace, overrides: Partial<AccessToken> = {}): AccessToken {
  return anAccessToken({
    inputsKey: inputsKey(workspace),
    inputs: tokenInputs(workspace),
    expiresAt: 1_000,
    ...overrides,
  });
}

describe('the state of a token', () => {
  it.each<[string, TokenState, Partial<AccessToken>, number]>([
    ['within its lifetime', 'live', {}, 999],
    ['without a known lifetime', 'live', { expiresAt: null }, 9_999],
    ['at its expiry', 'expired', {}, 1_000],
    ['revoked, and expired besides', 'revoked', { revokedAt: 500 }, 2_000],
    ['made by other inputs', 'stale', { inputsKey: 'other' }, 999],
    ['made by other inputs, and expired', 'expired', { inputsKey: 'other' }, 1_000],
    ['pasted', 'live', { inputsKey: '', inputs: [], pasted: true }, 999],
  ])('%s: %s', (_what, state, overrides, now) => {
    expect(tokenState(madeBy(before, overrides), inputsKey(before), now)).toBe(state);
  });
});

describe('why a token is stale', () => {
  const reason = (overrides: WorkspaceOverrides) =>
    describeChanges(staleInputs(madeBy(before), aWorkspace({ request: { scopes: ['read'] }, ...overrides })));

  it.each<[string, WorkspaceOverrides]>([
    ['the scope changed (read → read write)', { request: { scopes: ['write', 'read'] } }],
    ['the scope changed (read → none)', { request: { scopes: [] } }],
    ['the client changed (server → other)', { client: { id: 'b', clientId: 'other' }, activeClientId: 'b' }],
    ['the token endpoint changed', { tokenEndpoint: 'https://elsewhere.example/token' }],
    ['the authentication method changed (client_secret_post → none)', { client: { authMethod: 'none' } }],
    [
      'the audience and the parameter tenant changed',
      { request: { scopes: ['read'], audience: 'api', parameters: [aField('tenant', 'a')] } },
    ],
    [
      'the header X-Tenant changed',
      { request: { scopes: ['read'], headers: [aField('X-Tenant', 'secret-like')] } },
    ],
    ['another client of the same id is chosen', { client: { id: 'b' }, activeClientId: 'b' }],
    [
      'the scope and the raw body changed',
      { request: { scopes: ['read'], rawBody: 'grant_type=client_credentials' } },
    ],
  ])('%s', (words, overrides) => {
    expect(reason(overrides)).toBe(words);
  });

  it('a long value is not put into the sentence', () => {
    expect(reason({ request: { scopes: ['read', 'x'.repeat(60)] } })).toBe('the scope changed');
  });

  it('a pasted token is never stale: it was not requested here', () => {
    const token = madeBy(before, { pasted: true, inputs: [], inputsKey: '' });
    expect(isStale(token, inputsKey(before))).toBe(false);
    expect(staleInputs(token, before)).toEqual([]);
  });
});

describe('the inputs as they are kept with a token', () => {
  it('hold no secret that was entered as one', () => {
    const inputs = tokenInputs(aWorkspace({ request: { parameters: [aField('client_secret', 'canary')] } }));
    const byHand = tokenInputs(aWorkspace({ request: { rawBody: 'a=b&client_secret=canary' } }));
    expect(JSON.stringify([inputs, byHand])).not.toContain('canary');
  });

  it('two parameters of one name that change places are a change', () => {
    const order = (...values: string[]) =>
      inputsKey(aWorkspace({ request: { parameters: values.map((value) => aField('a', value)) } }));
    expect(order('1', '2')).not.toBe(order('2', '1'));
  });
});
