import { describe, expect, test } from 'vitest';
import { withServerClient } from '../../../../../renderer/state/server-clients/flow-client.ts';
import { activeClient } from '../../../../../shared/model/active-client.ts';
import type { Key } from '../../../../../shared/model/key.ts';
import type { ServerClientView } from '../../../../../shared/token-server/client-view.ts';
import { JWK, PEM, view } from '../../../shared/token-server/clients.ts';
import { workspace } from '../../workspace.ts';

const KEY: Key = {
  id: 'key-1',
  name: 'Signing key',
  publicJwk: { ...JWK, kid: 'kid-1' },
  description: 'EC P-256',
  certificates: [PEM],
  createdAt: 0,
  origin: 'generated',
};

const use = (client: ServerClientView, space = workspace()) =>
  activeClient(withServerClient(space, client, 'new-key'));

describe('a client of the server in the Flow', () => {
  test('joins the workspace’s clients and is the one in use', () => {
    const before = workspace();
    const after = withServerClient(before, view({ clientId: 'orders', scopes: ['a', 'b'] }), 'new-key');
    expect(after.clients).toHaveLength(before.clients.length + 1);
    expect(after.activeClientId).toBe('new-key');
    expect(activeClient(after)).toMatchObject({
      clientId: 'orders',
      authMethod: 'client_secret_post',
      knownScopes: ['a', 'b'],
    });
  });

  test('is the one that is there already, with what it was used with', () => {
    const before = workspace();
    const known = activeClient(before);
    const after = withServerClient(before, view({ clientId: known.clientId, scopes: ['more'] }), 'new-key');
    expect(after.clients).toHaveLength(before.clients.length);
    expect(activeClient(after)).toMatchObject({
      id: known.id,
      knownScopes: ['more', ...known.knownScopes.filter((scope) => scope !== 'more')],
    });
  });

  test('is no longer asked for scopes that it may not have', () => {
    const before = workspace();
    const asking = { ...before, request: { ...before.request, scopes: ['a', 'foreign'] } };
    const after = withServerClient(asking, view({ scopes: ['a'] }), 'new-key');
    expect(after.request.scopes).toEqual(['a']);
  });

  test.each<[ServerClientView['authentication'], object]>([
    [
      { method: 'secret', hasSecret: true, accepts: ['client_secret_basic'] },
      { authMethod: 'client_secret_basic' },
    ],
    [
      { method: 'client_secret_jwt', hasSecret: true, algorithms: ['HS512'] },
      { authMethod: 'client_secret_jwt', assertion: { macAlgorithm: 'HS512' } },
    ],
    [
      {
        method: 'private_key_jwt',
        keys: { from: 'jwks', jwks: { keys: [{ ...JWK, kid: 'kid-1' }] } },
      },
      { authMethod: 'private_key_jwt', assertion: { keyId: 'key-1', signatureAlgorithm: 'ES256' } },
    ],
    [
      { method: 'private_key_jwt', keys: { from: 'url', url: 'https://client.example/jwks' } },
      { authMethod: 'private_key_jwt' },
    ],
    [
      { method: 'tls_client_auth', subject: { field: 'subject_dn', value: 'CN=a' } },
      { authMethod: 'tls_client_auth' },
    ],
    [
      { method: 'self_signed_tls_client_auth', certificates: [`${PEM}\n`] },
      { authMethod: 'self_signed_tls_client_auth', certificateKeyId: 'key-1' },
    ],
    [{ method: 'none' }, { authMethod: 'none' }],
  ])('authenticates as the server expects (%#)', (authentication, expected) => {
    expect(use(view({ clientId: 'orders', authentication }), { ...workspace(), keys: [KEY] })).toMatchObject(
      expected,
    );
  });
});
