import type { TokenServerEndpoints } from '../../../shared/token-server/state.ts';
import { PATHS, type ServerPaths } from '../paths.ts';
import { buildPage, escapeHtml } from './page.ts';

/** A small HTML page: the endpoints and the tutorial's commands. */
export function buildIndexPage(endpoints: TokenServerEndpoints, paths: ServerPaths): string {
  const { baseUrl, mutualTls } = endpoints;
  const all: readonly (readonly [string, string])[] = [
    ['Token', endpoints.token],
    ['Introspection', endpoints.introspection],
    ['Revocation', endpoints.revocation],
    ['Public keys', endpoints.jwks],
    ['Metadata (OpenID Connect)', endpoints.metadata],
    ['Metadata (RFC 8414)', baseUrl + paths.authorizationServerMetadata],
    ['Demo API, metadata (RFC 9728)', baseUrl + PATHS.protectedResourceMetadata],
    ['Demo API, any token', endpoints.api],
    ['Demo API, scope read', baseUrl + PATHS.apiRead],
    ['Demo API, scope write', baseUrl + PATHS.apiWrite],
    ['Demo API, echo of any method', baseUrl + PATHS.apiEcho],
    ...(mutualTls === undefined ? [] : [['Mutual TLS', mutualTls.baseUrl] as const]),
  ];
  // An endpoint that the imitated product does not have.
  const rows = all.filter(([, url]) => url !== '');
  const commands = [
    `curl -k -X POST ${endpoints.token} \\`,
    `  -H 'content-type: application/x-www-form-urlencoded' \\`,
    `  -d 'grant_type=client_credentials&client_id=<id>&client_secret=<secret>&scope=read'`,
    '',
    `curl -k ${endpoints.api} -H 'Authorization: Bearer <token>'`,
  ].join('\n');
  const table = rows.map(
    ([name, url]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(url)}</td></tr>`,
  );
  return buildPage(
    'Credence token server',
    [
      'An OAuth 2.0 authorization server with the client credentials grant, and a small protected API, for tests.',
    ],
    `<table>
${table.join('\n')}
</table>
<h2>Get a token, call the API</h2>
<pre>${escapeHtml(commands)}</pre>`,
  );
}
