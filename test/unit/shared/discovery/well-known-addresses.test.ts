import { describe, expect, it } from 'vitest';
import { isExpectedIssuer, metadataAddresses } from '../../../../shared/discovery/well-known-addresses.ts';

function addressesOf(entered: string) {
  const addresses = metadataAddresses(entered);
  if (!addresses.ok) throw new Error(addresses.error.message);
  return addresses.value;
}

const urlsOf = (entered: string) => addressesOf(entered).map(({ url }) => url);

describe('where metadata may be', () => {
  it.each([
    [
      'an issuer without a path',
      'https://id.example',
      [
        'https://id.example/.well-known/oauth-authorization-server',
        'https://id.example/.well-known/openid-configuration',
      ],
    ],
    [
      'an issuer with a path: before it (RFC 8414 §3.1), then after it (OpenID Connect Discovery §4)',
      'https://id.example/tenant',
      [
        'https://id.example/.well-known/oauth-authorization-server/tenant',
        'https://id.example/tenant/.well-known/openid-configuration',
      ],
    ],
    [
      'an issuer that ends with a slash (RFC 8414 §3.1 removes it)',
      'https://id.example/tenant/',
      [
        'https://id.example/.well-known/oauth-authorization-server/tenant',
        'https://id.example/tenant/.well-known/openid-configuration',
      ],
    ],
  ])('%s', (_what, entered, first) => {
    expect(urlsOf(entered).slice(0, 2)).toEqual(first);
  });

  it.each([
    'https://localhost:8443',
    'https://localhost:8443/oauth/v2/oauth-token',
    'https://localhost:8443/oauth/v2',
  ])('Curity’s, given %s', (entered) => {
    expect(addressesOf(entered)).toContainEqual({
      url: 'https://localhost:8443/oauth/v2/oauth-anonymous/.well-known/openid-configuration',
      issuer: 'https://localhost:8443/oauth/v2/oauth-anonymous',
      exact: false,
    });
  });

  it('each folder above another endpoint, the nearest first', () => {
    const issuers = addressesOf('https://id.example/realms/a/protocol/openid-connect/token').map(
      ({ issuer }) => issuer,
    );
    expect([...new Set(issuers)].slice(1)).toEqual([
      'https://id.example/realms/a/protocol/openid-connect',
      'https://id.example/realms/a/protocol',
      'https://id.example/realms/a',
      'https://id.example/realms',
      'https://id.example',
    ]);
  });

  it.each([
    ['https://id.example/.well-known/oauth-authorization-server/tenant', 'https://id.example/tenant'],
    ['https://id.example/tenant/.well-known/openid-configuration', 'https://id.example/tenant'],
    ['https://id.example/.well-known/openid-configuration', 'https://id.example'],
    ['https://id.example/tenant/.well-known/oauth-authorization-server', 'https://id.example/tenant'],
  ])('the document’s own address is taken as it is: %s', (url, issuer) => {
    expect(addressesOf(url)).toEqual([{ url, issuer, exact: false }]);
  });

  it('no address twice, and not too many', () => {
    const urls = urlsOf(`https://id.example/${'a/'.repeat(50)}`);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls.length).toBeLessThanOrEqual(14);
  });

  it.each(['', 'id.example', 'ftp://id.example', 'https://user:pass@id.example'])(
    'nothing for “%s”',
    (entered) => {
      expect(metadataAddresses(entered)).toMatchObject({ ok: false, error: { code: 'config.invalid' } });
    },
  );
});

describe('the issuer is identical', () => {
  it.each([
    ['https://id.example', 'https://id.example', true, true],
    ['https://id.example/', 'https://id.example', true, false],
    ['https://ID.example', 'https://id.example', true, false],
    ['https://id.example:443', 'https://id.example', true, false],
    // Guessed from another address: nobody wrote or left out the slash.
    ['https://id.example/', 'https://id.example', false, true],
    ['https://id.example/a', 'https://id.example', false, false],
  ])('%s against %s (entered by a person: %s): %s', (issuer, expected, exact, same) => {
    expect(isExpectedIssuer(issuer, { issuer: expected, exact })).toBe(same);
  });

  it('compares the issuer exactly as entered', () => {
    expect(addressesOf(' https://id.example/a/ ')[0]).toMatchObject({
      issuer: 'https://id.example/a/',
      exact: true,
    });
  });
});
