import type { HttpRequest } from '../../../../shared/http/exchange.ts';
import { markQuery } from '../../../../shared/http/mark-query.ts';
import { decodeForm } from '../../../../shared/text/form-encoding.ts';
import { type SecretSpan, WITHHELD_NAMES } from '../../../../shared/text/sensitive-text.ts';
import { type ProxyRoute, proxyAuthorization } from '../proxy/proxy-route.ts';

/** The secrets of a request, both plain and as sent, for example within Basic credentials. */
export function sentSecrets({ url, headers, body }: HttpRequest): string[] {
  return [...markQuery(url), ...headers.flatMap(({ value }) => value), ...(body ?? [])].flatMap((span) =>
    typeof span !== 'string' && WITHHELD_NAMES.includes(span.name) ? valuesOf(span) : [],
  );
}

/** The password of a proxy, and the credentials that it was sent (RFC 7617). */
export function proxySecrets(proxy: ProxyRoute | null): string[] {
  if (!proxy?.credentials) return [];
  const sent = proxyAuthorization(proxy)?.replace(/^Basic /, '') ?? '';
  return [proxy.credentials.password, sent].filter((secret) => secret !== '');
}

function valuesOf({ value, encoding }: SecretSpan): string[] {
  if (value === null) return [];
  return encoding === 'form' ? [value, decodeForm(value)] : [value];
}
