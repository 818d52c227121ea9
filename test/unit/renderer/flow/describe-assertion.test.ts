import { describe, expect, test } from 'vitest';
import { describeSigner } from '../../../../renderer/exchange-view/preview/describe-signer.ts';
import { describeAssertion } from '../../../../renderer/features/flow/server/authentication/describe-assertion.ts';
import type { AssertionSettings } from '../../../../shared/model/client.ts';
import { DEFAULT_ASSERTION } from '../../../../shared/model/default-assertion.ts';
import type { ClientAuthMethod } from '../../../../shared/model/workspace.ts';
import { aKey, aWorkspace } from '../../shared/fixtures.ts';

const issuer = 'https://issuer.example';

function withAssertion(
  assertion: Partial<AssertionSettings>,
  authMethod: ClientAuthMethod = 'private_key_jwt',
) {
  return aWorkspace({
    server: { issuer, tokenEndpoint: 'https://issuer.example/token' },
    client: { authMethod, assertion: { ...DEFAULT_ASSERTION, keyId: 'key', ...assertion } },
    keys: [aKey()],
  });
}

describe('an assertion on one line', () => {
  test.each<[Partial<AssertionSettings>, ClientAuthMethod, string]>([
    [{}, 'private_key_jwt', 'ES256 · for the issuer · 60 s'],
    [{ macAlgorithm: 'HS512' }, 'client_secret_jwt', 'HS512 · for the issuer · 60 s'],
    [
      { audience: 'token-endpoint', lifetimeSeconds: 300 },
      'private_key_jwt',
      'ES256 · for the token endpoint · 300 s',
    ],
    [
      { audience: 'custom', customAudience: 'urn:a', typ: '' },
      'private_key_jwt',
      'ES256 · for urn:a · 60 s · no typ',
    ],
    [{ audience: 'custom', typ: 'x+jwt' }, 'private_key_jwt', 'ES256 · for nobody · 60 s · typ x+jwt'],
  ])('%o by %s', (assertion, method, expected) => {
    expect(describeAssertion(withAssertion(assertion, method))).toBe(expected);
  });
});

describe('who signs', () => {
  test.each<[Partial<AssertionSettings>, ClientAuthMethod, string]>([
    [{}, 'private_key_jwt', 'with the key “My key”.'],
    [{}, 'client_secret_jwt', 'with the client’s secret.'],
    [
      { fault: 'wrong-key' },
      'private_key_jwt',
      'with an unknown key, on purpose, instead of the key “My key”.',
    ],
    [{}, 'client_secret_post', 'part of the raw body.'],
  ])('%o by %s', (assertion, method, expected) => {
    expect(describeSigner(withAssertion(assertion, method))).toContain(expected);
  });
});
