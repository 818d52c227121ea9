import type { Answer } from '../http/answer.ts';
import { refuse } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { buildPage, PAGE_HEADERS } from './page.ts';

/**
 * The authorization endpoint, required in the metadata. Explains what this server supports: as a page for browsers,
 * else as an OAuth error. It never redirects, because no client has a registered redirect URI (RFC 6749 §4.1.2.1).
 */
export function answerAuthorization({ headers }: ServerRequest, { endpoints }: ServerState): Answer {
  const description =
    `This server supports the client credentials grant only. Request a token with POST ${endpoints.token} ` +
    'and grant_type=client_credentials';
  const answer = refuse({ error: 'unsupported_response_type', description });
  if (!/\btext\/html\b/i.test(headers.accept ?? '')) return answer;
  const page = buildPage('No authorization code flow here', [
    'This server supports the client credentials grant only (unsupported_response_type).',
    `Request a token with POST ${endpoints.token} and grant_type=client_credentials.`,
  ]);
  return { ...answer, headers: PAGE_HEADERS, body: page };
}
