import { expect, it } from 'vitest';
import { pastedToken } from '../../../../../shared/oauth/token/pasted-token.ts';
import { encodeBase64 } from '../../../../../shared/text/base64.ts';
import { aWorkspace } from '../../fixtures.ts';

const workspace = aWorkspace();

it('an opaque token that was pasted has no known expiry and no known scopes', () => {
  expect(pastedToken({ id: 'p', value: '0470b16b', workspace, now: 1_000 })).toEqual({
    id: 'p',
    value: '0470b16b',
    workspaceId: 'workspace',
    clientKey: 'client',
    clientId: 'server',
    tokenType: 'Bearer',
    receivedAt: 1_000,
    expiresAt: null,
    requestedScopes: [],
    grantedScopes: null,
    pasted: true,
    inputsKey: '',
    inputs: [],
  });
});

it('a pasted JWT states its own expiry (RFC 7519 §4.1.4)', () => {
  const part = (value: object) => encodeBase64(JSON.stringify(value)).replace(/=+$/, '');
  const value = `${part({ alg: 'RS256' })}.${part({ sub: 'server', exp: 1_700_000_299 })}.c2ln`;
  expect(pastedToken({ id: 'p', value, workspace, now: 1_000 }).expiresAt).toBe(1_700_000_299_000);
});
