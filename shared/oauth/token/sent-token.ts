import type { HttpRequest } from '../../http/exchange.ts';
import type { SecretSpan } from '../../text/sensitive-text.ts';

/** The access token in the request; its value is null if withheld. */
export function sentToken({ headers, body }: HttpRequest): SecretSpan | null {
  for (const span of [...headers.flatMap(({ value }) => value), ...(body ?? [])]) {
    if (typeof span !== 'string' && span.name === 'ACCESS_TOKEN') return span;
  }
  return null;
}
