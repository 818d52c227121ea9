import { describe, expect, it } from 'vitest';
import { describeMetadata } from '../../../../shared/discovery/describe-metadata.ts';
import { issuerMismatch } from '../../../../shared/discovery/kept-metadata.ts';
import { metadataMember } from '../../../../shared/discovery/metadata-members.ts';

describe('a metadata document in an order for reading', () => {
  const groups = describeMetadata({
    own_extension: { a: [1] },
    dpop_signing_alg_values_supported: ['ES256'],
    mtls_endpoint_aliases: { token_endpoint: 'https://mtls.example/token' },
    issuer: 'https://id.example',
    claims_parameter_supported: false,
    scopes_supported: [],
  });

  it('groups members: first what this flow uses, unknown ones last', () => {
    expect(groups.map(({ group, members }) => [group, members.map(({ name }) => name)])).toEqual([
      ['Server', ['issuer']],
      ['Endpoints of this flow', ['mtls_endpoint_aliases']],
      ['What can be asked for', ['scopes_supported']],
      ['Sender-constrained tokens', ['dpop_signing_alg_values_supported']],
      ['OpenID Connect', ['claims_parameter_supported']],
      ['Not known here', ['own_extension']],
    ]);
  });

  it('shows each value by its kind', () => {
    const values = groups.flatMap(({ members }) => members.map(({ value }) => value));
    expect(values).toEqual([
      { kind: 'text', text: 'https://id.example' },
      { kind: 'table', rows: [['token_endpoint', 'https://mtls.example/token']] },
      { kind: 'list', items: [] },
      { kind: 'list', items: ['ES256'] },
      { kind: 'text', text: 'false' },
      { kind: 'json', text: '{\n  "a": [\n    1\n  ]\n}' },
    ]);
  });

  it.each([
    ['token_endpoint_auth_methods_supported', 'RFC 8414 §2'],
    ['tls_client_certificate_bound_access_tokens', 'RFC 8705 §3.3'],
    ['authorization_details_types_supported', 'RFC 9396 §10'],
    ['userinfo_endpoint', 'OpenID Connect Discovery §3'],
  ])('%s is of %s', (name, reference) => {
    expect(metadataMember(name)?.reference).toBe(reference);
  });

  it.each(['constructor', '__proto__', 'toString'])('%s is nothing that is known', (name) => {
    expect(metadataMember(name)).toBeNull();
  });
});

describe('a kept document and the address that it is from', () => {
  it.each([
    ['https://id.example/.well-known/openid-configuration', 'https://id.example', null],
    ['https://id.example/.well-known/openid-configuration', 'https://id.example/', null],
    ['https://id.example/.well-known/oauth-authorization-server/a', 'https://id.example/a', null],
    ['https://id.example/metadata.json', 'https://other.example', null],
    [
      'https://id.example/a/.well-known/openid-configuration',
      'https://id.example/b',
      { expected: 'https://id.example/a', named: 'https://id.example/b' },
    ],
  ])('%s with the issuer %s', (url, issuer, mismatch) => {
    expect(issuerMismatch({ url, document: { issuer }, fetchedAt: 0 })).toEqual(mismatch);
  });
});
