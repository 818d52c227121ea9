import type { AppError } from '../../errors.ts';
import { buildRequest } from '../../http/build-request.ts';
import type { HeaderField, HttpRequest } from '../../http/exchange.ts';
import { parseTargetUrl } from '../../http/target-url.ts';
import type { ApiRequestDraft } from '../../model/workspace.ts';
import type { Result } from '../../result.ts';
import { secretSpan } from '../../text/sensitive-text.ts';
import type { SecretValues } from '../../variables/fill-secrets.ts';
import { markBody } from '../parameters/mark-body.ts';
import type { AccessToken } from '../token/token.ts';
import { isDpopToken } from '../token/token-binding.ts';

/**
 * Builds an API call with the token in the Authorization header: as a bearer token, which every server must support
 * (RFC 6750 §2.1), or with scheme DPoP and a proof (RFC 9449 §7.1). Without a token the call is sent unauthenticated,
 * to test the API's response.
 * `draft` is resolved; its secrets come from `secrets`. Fails with `config.invalid` if the input is not a valid
 * request.
 */
export function buildApiRequest(
  draft: ApiRequestDraft,
  token: AccessToken | null,
  dpopProof: string | null = null,
  secrets: SecretValues = new Map(),
): Result<HttpRequest, AppError> {
  const url = parseTargetUrl(draft.url, 'The API URL', 'https://localhost:8443/hello_world');
  if (!url.ok) return url;

  const ours: HeaderField[] = [{ name: 'Accept', value: ['*/*'] }];
  if (draft.body !== '') ours.push({ name: 'Content-Type', value: [guessContentType(draft.body)] });
  if (token) {
    ours.push({
      name: 'Authorization',
      value: [
        isDpopToken(token) ? 'DPoP ' : 'Bearer ',
        secretSpan('ACCESS_TOKEN', token.value, 'none', { alike: 'plain' }),
      ],
    });
  }
  if (dpopProof !== null) ours.push({ name: 'DPoP', value: [dpopProof] });
  return buildRequest({
    method: draft.method.trim(),
    url: url.value,
    ours,
    theirs: draft.headers,
    secrets,
    body: draft.body === '' ? null : markBody(draft.body, { secrets }),
  });
}

/** Shown in the preview; a Content-Type that the user typed overrides it. */
function guessContentType(body: string): string {
  try {
    JSON.parse(body);
    return 'application/json';
  } catch {
    return 'text/plain; charset=utf-8';
  }
}
