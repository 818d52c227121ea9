import { describe, expect, test } from 'vitest';
import { formatClientsFile, readClientsFile } from '../../../../shared/token-server/clients-file.ts';
import { HASH, JWK, view } from './clients.ts';

const signer = view({
  clientId: 'signer',
  authentication: { method: 'private_key_jwt', keys: { from: 'jwks', jwks: { keys: [JWK] } } },
});

describe('a file of clients', () => {
  test('has everything but secrets, and comes back so', () => {
    const text = formatClientsFile([view(), signer]);
    expect(text).not.toContain('hasSecret');
    expect(readClientsFile(text)).toEqual({
      ok: true,
      value: [view({ authentication: { method: 'secret', hasSecret: false } }), signer],
    });
  });

  test('a plain list is one too; hashes and plain secrets in it are left behind', () => {
    const { authentication: _, ...rest } = view();
    const list = [
      { ...rest, clientId: 'a', authentication: { method: 'secret', hash: HASH } },
      { ...rest, clientId: 'b', authentication: { method: 'client_secret_jwt', secret: 'plain' } },
    ];
    const read = readClientsFile(JSON.stringify(list));
    expect(read).toMatchObject({
      ok: true,
      value: [{ authentication: { hasSecret: false } }, { authentication: { hasSecret: false } }],
    });
    expect(JSON.stringify(read)).not.toMatch(/cdcd|plain/);
  });

  test.each([
    ['{', 'This is not JSON. Line 1, column 2: A name in double quotes is expected here.'],
    ['{"clients": []}', 'This is no file of clients: export some to see how one looks.'],
    ['[]', 'There is no client in it.'],
    ['[{"clientId": ""}]', /^Client 1: clientId: /],
    [JSON.stringify([view(), view()]), '“client” is there twice.'],
  ])('%s is refused with a sentence', (text, error) => {
    expect(readClientsFile(text)).toEqual({
      ok: false,
      error: typeof error === 'string' ? error : expect.stringMatching(error),
    });
  });
});
