import type { HttpRequest } from '../../../../shared/http/exchange.ts';
import { markQuery } from '../../../../shared/http/mark-query.ts';
import { decodeForm } from '../../../../shared/text/form-encoding.ts';
import { type SecretSpan, WITHHELD_NAMES } from '../../../../shared/text/sensitive-text.ts';
import { type ProxyRoute, proxyAuthorization } from '../proxy/proxy-route.ts';

/** The secrets of a request, plain and as encoded, for example in Basic credentials. */
export function sentSecrets({ url, headers, body }: HttpRequest): string[] {
  return [...markQuery(url), ...headers.flatMap(({ value }) => value), ...(body ?? [])].flatMap((span) =>
    typeof span !== 'string' && WITHHELD_NAMES.includes(span.name) ? valuesOf(span) : [],
  );
}

/** The proxy's password and the credentials sent to it (RFC 7617). */
export function proxySecrets(proxy: ProxyRoute | null): string[] {
  if (!proxy?.credentials) return [];
  const sent = proxyAuthorization(proxy)?.replace(/^Basic /, '') ?? '';
  return [proxy.credentials.password, sent].filter((secret) => secret !== '');
}

function valuesOf({ value, encoding }: SecretSpan): string[] {
  if (value === null) return [];
  return encoding === 'form' ? [value, decodeForm(value)] : [value];
}
