import { describe, expect, it } from 'vitest';
import { applyMetadata, isOutdated, metadataOf } from '../../../../shared/discovery/kept-metadata.ts';
import { authMethodsOf } from '../../../../shared/discovery/server-metadata.ts';
import type { KeptMetadata, Workspace } from '../../../../shared/model/workspace.ts';
import { aWorkspace } from '../fixtures.ts';
import { someVariables } from '../variables/some-variables.ts';

function knowing(document: KeptMetadata['document'], server: Partial<Workspace['server']> = {}): Workspace {
  const metadata = { document, url: 'https://id.example/.well-known/openid-configuration', fetchedAt: 1 };
  return aWorkspace({ server: { issuer: '', tokenEndpoint: '', metadata, ...server } });
}

const MINIMUM = { issuer: 'https://id.example', token_endpoint: 'https://id.example/token' };

it('the default method is Basic (RFC 8414 §2)', () => {
  expect(authMethodsOf(MINIMUM)).toEqual(['client_secret_basic']);
  expect(authMethodsOf({ token_endpoint_auth_methods_supported: ['none'] })).toEqual(['none']);
});

describe('metadata of another server', () => {
  it.each([
    ['', false],
    ['https://id.example', false],
    ['https://id.example/', false],
    ['https://other.example', true],
  ])('with the issuer “%s” in the form', (issuer, outdated) => {
    const workspace = knowing(MINIMUM, { issuer });
    expect(isOutdated(workspace)).toBe(outdated);
    expect(metadataOf(workspace) === null).toBe(outdated);
  });

  it('is not used in another environment than it was fetched in', () => {
    const variables = someVariables({ host: { dev: 'id.example', staging: 'staging.example' } });
    const dev = { ...knowing(MINIMUM, { issuer: 'https://{{host}}' }), variables };
    expect(metadataOf(dev)).not.toBeNull();
    const staging = { ...dev, variables: { ...variables, activeEnvironmentId: 'staging' } };
    expect(metadataOf(staging)).toBeNull();
  });
});

describe('taking over what was found by an address with variables', () => {
  const variables = someVariables({ host: 'id.example', realm: 'acme', short: 'id' });

  function found(typed: Partial<Workspace['server']>, document: object): Workspace['server'] {
    const workspace = aWorkspace({ server: { issuer: '', tokenEndpoint: '', ...typed }, variables });
    const metadata = { document: { ...document }, url: 'https://id.example/', fetchedAt: 1 };
    return applyMetadata(workspace, metadata).server;
  }

  it.each([
    ['https://{{host}}', 'https://id.example/token', 'https://{{host}}/token'],
    ['https://{{host}}/{{realm}}', 'https://id.example/acme/token', 'https://{{host}}/{{realm}}/token'],
    ['https://{{host}}/{{realm}}', 'https://id.example/acmeco/token', 'https://{{host}}/acmeco/token'],
    ['https://{{host}}', 'https://id.example/acme/token', 'https://{{host}}/acme/token'],
    ['https://{{short}}.example', 'https://id.example/token', 'https://id.example/token'],
    ['https://id.example', 'https://id.example/token', 'https://id.example/token'],
  ])('%s finds %s', (issuer, named, kept) => {
    expect(found({ issuer }, { ...MINIMUM, token_endpoint: named }).tokenEndpoint).toBe(kept);
  });
});
