import { describe, expect, it } from 'vitest';
import { endpointsOf } from '../../../../shared/discovery/endpoints.ts';
import {
  applyMetadata,
  metadataOf,
  withEssentialMetadata,
} from '../../../../shared/discovery/kept-metadata.ts';
import { parseMetadata, readMetadata } from '../../../../shared/discovery/server-metadata.ts';
import { type KeptMetadata, type Workspace, WorkspaceSchema } from '../../../../shared/model/workspace.ts';
import { aWorkspace } from '../fixtures.ts';

const DOCUMENT = {
  issuer: 'https://id.example',
  token_endpoint: 'https://id.example/token',
  introspection_endpoint: 'https://id.example/introspect',
  jwks_uri: 'https://id.example/jwks',
  scopes_supported: ['read', 'write'],
  mtls_endpoint_aliases: { token_endpoint: 'https://mtls.id.example/token' },
  service_documentation: 'https://id.example/docs',
};

function kept(document: KeptMetadata['document'] = DOCUMENT): KeptMetadata {
  return { document, url: 'https://id.example/.well-known/openid-configuration', fetchedAt: 1_000 };
}

function discovered(server: Partial<Workspace['server']> = {}): Workspace {
  const workspace = aWorkspace();
  return {
    ...workspace,
    server: { issuer: '', tokenEndpoint: DOCUMENT.token_endpoint, metadata: kept(), ...server },
  };
}

describe('reading a metadata document (RFC 8414 §2)', () => {
  it('leaves out members of a wrong type', () => {
    const metadata = readMetadata({
      issuer: 7,
      token_endpoint: ['https://id.example/token'],
      scopes_supported: ['read', 1, null],
      grant_types_supported: 'client_credentials',
      mtls_endpoint_aliases: 'https://mtls.id.example',
      tls_client_certificate_bound_access_tokens: 'true',
    });
    expect(metadata).toMatchObject({
      scopes_supported: ['read'],
      grant_types_supported: ['client_credentials'],
    });
    for (const name of [
      'issuer',
      'token_endpoint',
      'mtls_endpoint_aliases',
      'tls_client_certificate_bound_access_tokens',
    ] as const) {
      expect(metadata[name]).toBeUndefined();
    }
  });

  it.each([
    ['an object with an issuer', '{"issuer":"https://id.example"}', true],
    ['an object with a token endpoint', '{"token_endpoint":"https://id.example/token"}', true],
    ['a byte order mark first', '\uFEFF{"issuer":"https://id.example"}', true],
    ['another object', '{"error":"not_found"}', false],
    ['a list', '[{"issuer":"https://id.example"}]', false],
    ['HTML', '<html>', false],
    ['nothing', '', false],
  ])('%s', (_what, text, isMetadata) => {
    expect(parseMetadata(text) !== null).toBe(isMetadata);
  });
});

describe('metadata in a workspace', () => {
  it('fills issuer and token endpoint, and survives being saved and loaded', () => {
    const workspace = applyMetadata(aWorkspace(), kept());
    expect(workspace.server).toMatchObject({
      issuer: DOCUMENT.issuer,
      tokenEndpoint: DOCUMENT.token_endpoint,
    });
    const loaded = WorkspaceSchema.parse(JSON.parse(JSON.stringify(workspace)));
    expect(loaded).toEqual(workspace);
    expect(metadataOf(loaded)?.scopes_supported).toEqual(['read', 'write']);
  });

  it('a workspace of an earlier version has no metadata, and loads', () => {
    const loaded = WorkspaceSchema.parse(JSON.parse(JSON.stringify(aWorkspace())));
    expect(metadataOf(loaded)).toBeNull();
  });

  it('a history entry keeps only the metadata that requests depend on', () => {
    const cut = withEssentialMetadata(discovered());
    expect(endpointsOf(cut, { mtls: true })).toEqual(endpointsOf(discovered(), { mtls: true }));
    expect(cut.server.metadata?.document).not.toHaveProperty('scopes_supported');
    expect(cut.server.metadata?.document).not.toHaveProperty('service_documentation');
  });
});

describe('endpoints', () => {
  it('come from the metadata', () => {
    expect(endpointsOf(discovered())).toEqual({
      token_endpoint: DOCUMENT.token_endpoint,
      introspection_endpoint: DOCUMENT.introspection_endpoint,
      revocation_endpoint: null,
      jwks_uri: DOCUMENT.jwks_uri,
    });
  });

  it('that were entered win', () => {
    const own = discovered({ introspectionEndpoint: 'https://other.example/introspect' });
    expect(endpointsOf(own).introspection_endpoint).toBe('https://other.example/introspect');
  });

  it('an alias replaces its endpoint if a certificate is presented', () => {
    expect(endpointsOf(discovered(), { mtls: true })).toMatchObject({
      token_endpoint: DOCUMENT.mtls_endpoint_aliases.token_endpoint,
      introspection_endpoint: DOCUMENT.introspection_endpoint,
    });
  });

  it('an alias does not replace an endpoint the user entered', () => {
    const own = discovered({ tokenEndpoint: 'https://id.example/oauth-token-mutual-tls' });
    expect(endpointsOf(own, { mtls: true }).token_endpoint).toBe('https://id.example/oauth-token-mutual-tls');
  });

  it.each(['oauth-token', 'oauth-token-mutual-tls'])('without metadata are beside Curity’s %s', (name) => {
    const workspace = aWorkspace({ tokenEndpoint: `https://localhost:8443/oauth/v2/${name}` });
    expect(endpointsOf(workspace)).toMatchObject({
      introspection_endpoint: 'https://localhost:8443/oauth/v2/oauth-introspect',
      revocation_endpoint: 'https://localhost:8443/oauth/v2/oauth-revoke',
      jwks_uri: 'https://localhost:8443/oauth/v2/oauth-anonymous/jwks',
    });
  });

  it('without metadata are not guessed beside another server’s', () => {
    expect(endpointsOf(aWorkspace({ tokenEndpoint: 'https://id.example/token' })).jwks_uri).toBeNull();
  });
});
