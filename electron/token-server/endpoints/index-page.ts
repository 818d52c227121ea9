import type { TokenServerEndpoints } from '../../../shared/token-server/state.ts';
import { PATHS } from '../paths.ts';

/** A small page for people: what is where, and the tutorial's commands. */
export function buildIndexPage(endpoints: TokenServerEndpoints): string {
  const { baseUrl, mutualTls } = endpoints;
  const rows: readonly (readonly [string, string])[] = [
    ['Token', endpoints.token],
    ['Introspection', endpoints.introspection],
    ['Revocation', endpoints.revocation],
    ['Public keys', endpoints.jwks],
    ['Metadata (OpenID Connect)', endpoints.metadata],
    ['Metadata (RFC 8414)', baseUrl + PATHS.authorizationServerMetadata],
    ['Demo API, metadata (RFC 9728)', baseUrl + PATHS.protectedResourceMetadata],
    ['Demo API, any token', endpoints.api],
    ['Demo API, scope read', baseUrl + PATHS.apiRead],
    ['Demo API, scope write', baseUrl + PATHS.apiWrite],
    ['Demo API, echo of any method', baseUrl + PATHS.apiEcho],
    ...(mutualTls === undefined ? [] : [['Mutual TLS', mutualTls.baseUrl] as const]),
  ];
  const commands = [
    `curl -k -X POST ${endpoints.token} \\`,
    `  -H 'content-type: application/x-www-form-urlencoded' \\`,
    `  -d 'grant_type=client_credentials&client_id=<id>&client_secret=<secret>&scope=read'`,
    '',
    `curl -k ${endpoints.api} -H 'Authorization: Bearer <token>'`,
  ].join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Credence token server</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 3rem auto; padding: 0 1rem }
th { text-align: left; font-weight: 500; padding-right: 2rem; white-space: nowrap }
td, pre { font-family: ui-monospace, monospace; font-size: 0.9rem }
td { overflow-wrap: anywhere }
pre { padding: 1rem; border: 1px solid; border-radius: 6px; overflow-x: auto }
</style>
<h1>Credence token server</h1>
<p>An OAuth 2.0 authorization server with the client credentials flow and a small protected API, for this machine only.</p>
<table>
${rows.map(([name, url]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(url)}</td></tr>`).join('\n')}
</table>
<h2>Get a token, call the API</h2>
<pre>${escapeHtml(commands)}</pre>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
