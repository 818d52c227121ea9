import type { AppError } from '../../errors.ts';
import { buildRequest } from '../../http/build-request.ts';
import type { ExchangePurpose, HeaderField, HttpRequest } from '../../http/exchange.ts';
import { guessPurpose } from '../../http/guess-purpose.ts';
import { parseTargetUrl } from '../../http/target-url.ts';
import { markBody } from '../../oauth/parameters/mark-body.ts';
import type { Result } from '../../result.ts';
import { encodeBase64 } from '../../text/base64.ts';
import { type SensitiveText, secretSpan } from '../../text/sensitive-text.ts';
import type { CurlHeader } from '../read/apply-option.ts';
import type { CurlCommand, PerformedCommand } from '../read/parse-curl.ts';
import { isTokenCommand } from '../read/token-command.ts';

/** curl's default User-Agent. Servers and firewalls treat curl specially, so we send the same. */
const USER_AGENT = 'curl/8.14.1';

/** What a common curl build accepts with `--compressed`, limited to what Credence can decode. */
const COMPRESSED = 'deflate, gzip, br';

/**
 * Builds the request curl would send: method, URL, body, and headers in curl's order, including its defaults. Credence
 * writes `host`, `connection: keep-alive` and `content-length` itself; in HTTP/1.1 they mean the same. Fails with
 * `config.invalid` if the URL, method or a header is invalid.
 */
export function buildCurlRequest(command: PerformedCommand): Result<HttpRequest, AppError> {
  const url = parseTargetUrl(command.url, 'The URL', 'https://localhost:8443/oauth/v2/oauth-token');
  if (!url.ok) return url;
  const removed = command.removedHeaders.map((name) => name.toLowerCase());
  const isKept = ({ name }: { readonly name: string }) => !removed.includes(name.toLowerCase());
  const { impliedContentType: implied } = command;
  return buildRequest({
    method: command.method,
    url: url.value,
    ours: curlFields(command).filter(isKept),
    theirs: [
      ...fieldsOf(command.headers),
      ...fieldsOf(implied === null ? [] : [{ name: 'Content-Type', value: implied }]).filter(isKept),
    ],
    body: command.body === null ? null : markBody(command.body),
  });
}

/** Guesses a command's purpose from its parameters and URL. */
export function purposeOf(command: CurlCommand, request: HttpRequest): ExchangePurpose {
  return isTokenCommand(command) ? 'token' : guessPurpose(request);
}

function curlFields(command: PerformedCommand): HeaderField[] {
  const { kept, acceptsJson } = command;
  const field = (name: string, value: SensitiveText): HeaderField => ({ name, value });
  const credentials = authorization(command);
  return [
    ...(credentials ? [field('Authorization', credentials)] : []),
    ...(kept.range === undefined ? [] : [field('Range', [`bytes=${kept.range}`])]),
    field('User-Agent', [USER_AGENT]),
    field('Accept', [acceptsJson ? 'application/json' : '*/*']),
    ...(kept.compressed === undefined ? [] : [field('Accept-Encoding', [COMPRESSED])]),
  ];
}

function authorization({ user, bearer }: CurlCommand): SensitiveText | null {
  if (bearer !== null) return ['Bearer ', secretSpan('ACCESS_TOKEN', bearer)];
  if (user === null) return null;
  const pair = encodeBase64(`${user.name}:${user.password ?? ''}`);
  return ['Basic ', secretSpan('CLIENT_SECRET', pair, 'basic-raw', { user: user.name })];
}

function fieldsOf(headers: readonly CurlHeader[]) {
  return headers.map(({ name, value }, index) => ({ id: `${name}-${index}`, name, value, enabled: true }));
}
