import { describe, expect, it } from 'vitest';
import { compareTokens } from '../../../../shared/history/compare-tokens.ts';
import { tokenInputs } from '../../../../shared/oauth/token/token-inputs.ts';
import { anAccessToken, aWorkspace } from '../fixtures.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object) => `${part({ alg: 'ES256' })}.${part(claims)}.c2ln`;

const left = {
  token: anAccessToken({
    value: jwt({ aud: 'a', sub: 'server' }),
    grantedScopes: ['write', 'read'],
    expiresAt: 299_000,
    inputs: tokenInputs(aWorkspace({ request: { scopes: ['read', 'write'] } })),
  }),
  introspection: { active: true, scope: 'read write' },
};
const right = {
  token: anAccessToken({
    value: jwt({ aud: 'b', sub: 'server' }),
    grantedScopes: ['read', 'write'],
    expiresAt: 60_000,
    revokedAt: 5_000,
    inputs: tokenInputs(aWorkspace({ request: { scopes: ['read'] } })),
  }),
  introspection: null,
};

const differing = (id: string) =>
  compareTokens(left, right)
    .find((section) => section.id === id)
    ?.fields.filter(({ difference }) => difference !== 'same')
    .map(({ name }) => name);

describe('two tokens side by side', () => {
  it('differ in their facts, not in the order of their scopes', () => {
    expect(differing('token-facts')).toEqual(['Expires', 'Lifetime', 'Revoked', 'Token']);
  });

  it('differ in the inputs that made them', () => {
    expect(differing('token-inputs')).toEqual(['scope']);
  });

  it('differ in their claims', () => {
    expect(differing('token-claims')).toEqual(['aud']);
    expect(differing('token-header')).toEqual([]);
  });

  it('differ in their introspection responses, if both were introspected', () => {
    expect(differing('token-introspection')).toBeUndefined();
    const asked = { ...right, introspection: { active: false } };
    const section = compareTokens(left, asked).find(({ id }) => id === 'token-introspection');
    expect(section?.differences).toBe(2);
  });

  it('omits empty sections', () => {
    const opaque = { token: anAccessToken(), introspection: null };
    expect(compareTokens(opaque, opaque).map(({ id }) => id)).toEqual(['token-facts']);
  });

  it('the key of the client within the workspace is not shown', () => {
    const names = compareTokens(left, right).flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(names).not.toContain('entry of the client');
  });
});
