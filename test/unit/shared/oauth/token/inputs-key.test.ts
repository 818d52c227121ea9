import { describe, expect, it } from 'vitest';
import { inputsKey } from '../../../../../shared/oauth/token/inputs-key.ts';
import { aField, aWorkspace, type WorkspaceOverrides } from '../../fixtures.ts';

const key = (overrides: WorkspaceOverrides = {}) => inputsKey(aWorkspace(overrides));

describe('the key of a token request’s inputs', () => {
  it.each<[string, WorkspaceOverrides]>([
    ['the endpoint', { tokenEndpoint: 'https://other.example/token' }],
    ['the client id', { client: { clientId: 'other' } }],
    ['the method', { client: { authMethod: 'client_secret_basic' } }],
    ['a scope', { request: { scopes: ['read'] } }],
    ['a parameter', { request: { parameters: [aField('audience', 'x')] } }],
    ['a header', { request: { headers: [aField('X-Tenant', 'x')] } }],
    ['a raw body', { request: { rawBody: 'grant_type=client_credentials' } }],
  ])('changes with %s', (_, overrides) => {
    expect(key(overrides)).not.toBe(key());
  });

  it('changes with the Basic encoding, if that is used', () => {
    const withEncoding = (
      authMethod: 'client_secret_basic' | 'client_secret_post',
      basicEncoding: 'form' | 'raw',
    ) => key({ client: { authMethod, basicEncoding } });
    expect(withEncoding('client_secret_basic', 'raw')).not.toBe(withEncoding('client_secret_basic', 'form'));
    expect(withEncoding('client_secret_post', 'raw')).toBe(withEncoding('client_secret_post', 'form'));
  });

  it.each<[string, WorkspaceOverrides, WorkspaceOverrides]>([
    ['the order of scopes', { request: { scopes: ['a', 'b'] } }, { request: { scopes: ['b', 'a'] } }],
    ['a row that is switched off', { request: { parameters: [aField('a', 'b', false)] } }, {}],
    ['the name of the workspace', { name: 'Renamed' }, {}],
    ['the time limit', { timeLimitMs: 1000 }, {}],
    [
      'a secret in a raw body',
      { request: { rawBody: 'client_secret=a' } },
      { request: { rawBody: 'client_secret=b' } },
    ],
  ])('does not change with %s', (_, one, other) => {
    expect(key(one)).toBe(key(other));
  });

  it('is short and shows nothing of its inputs', () => {
    expect(key()).toMatch(/^[0-9a-f]{28}$/);
  });
});
