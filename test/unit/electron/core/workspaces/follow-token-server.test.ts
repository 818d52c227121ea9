import { describe, expect, it } from 'vitest';
import { builtInWorkspace } from '../../../../../electron/core/workspaces/default-workspaces.ts';
import { followTokenServer } from '../../../../../electron/core/workspaces/follow-token-server.ts';
import type { SavedWorkspace } from '../../../../../shared/model/workspace.ts';
import type { TokenServerEndpoints } from '../../../../../shared/token-server/state.ts';

const CA = 'pem of the CA';

function endpointsAt(baseUrl: string, caPem: string | null = CA): TokenServerEndpoints {
  return {
    baseUrl,
    issuer: `${baseUrl}/oauth/v2/oauth-anonymous`,
    authorization: `${baseUrl}/oauth/v2/oauth-authorize`,
    token: `${baseUrl}/oauth/v2/oauth-token`,
    introspection: `${baseUrl}/oauth/v2/oauth-introspect`,
    revocation: `${baseUrl}/oauth/v2/oauth-revoke`,
    jwks: `${baseUrl}/oauth/v2/oauth-anonymous/jwks`,
    metadata: `${baseUrl}/oauth/v2/oauth-anonymous/.well-known/openid-configuration`,
    api: `${baseUrl}/hello_world`,
    caPem,
  };
}

describe('followTokenServer', () => {
  it('trusts the CA and keeps verification on', () => {
    const followed = followTokenServer(builtInWorkspace(), endpointsAt('https://localhost:8443'));
    expect(followed.tls).toEqual({
      verification: 'on',
      extraCas: [{ name: 'Credence local CA', pem: CA }],
      pins: [],
    });
    expect(followed.server.tokenEndpoint).toBe('https://localhost:8443/oauth/v2/oauth-token');
  });

  it.each([
    ['another port', 'https://localhost:49152'],
    ['plain http', 'http://localhost:8443'],
    ['the default port of https', 'https://localhost'],
  ])('follows to %s, token endpoint, issuer and API alike', (_name, baseUrl) => {
    const workspace = builtInWorkspace();
    const issuer = 'https://localhost:8443/oauth/v2/oauth-anonymous';
    const followed = followTokenServer(
      { ...workspace, server: { ...workspace.server, issuer } },
      endpointsAt(baseUrl),
    );
    expect(followed.server.issuer).toBe(`${baseUrl}/oauth/v2/oauth-anonymous`);
    expect(followed.server.tokenEndpoint).toBe(`${baseUrl}/oauth/v2/oauth-token`);
    expect(followed.apiCalls[0]?.url).toBe(`${baseUrl}/hello_world`);
  });

  it('follows from any earlier URL, and keeps path and query of the API', () => {
    const away = followTokenServer(builtInWorkspace(), endpointsAt('http://localhost:50000', null));
    const edited = withUrl(away, 'http://localhost:50000/api/read?x=1');
    const back = followTokenServer(edited, endpointsAt('https://localhost:8443'));
    expect(back.apiCalls[0]?.url).toBe('https://localhost:8443/api/read?x=1');
  });

  it('replaces a regenerated CA, and keeps others', () => {
    const workspace = builtInWorkspace();
    const others = { ...workspace, tls: { ...workspace.tls, extraCas: [{ name: 'Mine', pem: 'm' }] } };
    const first = followTokenServer(others, endpointsAt('https://localhost:8443', 'old'));
    const second = followTokenServer(first, endpointsAt('https://localhost:8443', 'new'));
    expect(second.tls.extraCas).toEqual([
      { name: 'Mine', pem: 'm' },
      { name: 'Credence local CA', pem: 'new' },
    ]);
  });

  it('changes nothing, not even the object, when all is as it should be', () => {
    const endpoints = endpointsAt('https://localhost:8443');
    const followed = followTokenServer(builtInWorkspace(), endpoints);
    expect(followTokenServer(followed, endpoints)).toBe(followed);
  });

  it('keeps endpoints the user changed, and every other workspace', () => {
    const workspace = builtInWorkspace();
    const elsewhere = {
      ...workspace,
      server: { ...workspace.server, tokenEndpoint: 'https://login.example.com/token' },
    };
    const endpoints = endpointsAt('http://localhost:50000', null);
    expect(followTokenServer(elsewhere, endpoints)).toBe(elsewhere);
    const custom = { ...workspace, kind: 'custom' as const };
    expect(followTokenServer(custom, endpoints)).toBe(custom);
    const otherApi = withUrl(workspace, 'https://localhost:84431/x');
    expect(followTokenServer(otherApi, endpoints).apiCalls[0]?.url).toBe('https://localhost:84431/x');
  });
});

function withUrl(workspace: SavedWorkspace, url: string): SavedWorkspace {
  return { ...workspace, apiCalls: workspace.apiCalls.map((call) => ({ ...call, url })) };
}
