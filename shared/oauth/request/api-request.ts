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
 * Builds the call of a protected API with the token in the Authorization header: as a bearer token, the one way that
 * every server must know (RFC 6750 §2.1), or under the scheme DPoP with the proof made for this call (RFC 9449 §7.1).
 * Without a token the call goes out bare, to see how the API refuses it.
 *
 * `draft` is a resolved one; its secrets come from `secrets`. Fails with `config.invalid` when no request can be made of the input.
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

/** Shown in the preview and overridden by a Content-Type of the person's own. */
function guessContentType(body: string): string {
  try {
    JSON.parse(body);
    return 'application/json';
  } catch {
    return 'text/plain; charset=utf-8';
  }
}
