import { withholdTokens } from '../../history/withhold-tokens.ts';
import type { Exchange } from '../../http/exchange.ts';
import { decodeForm } from '../../text/form-encoding.ts';
import { SecretMatcher } from '../../text/secrets/secret-matcher.ts';
import { maskText, type SecretName, type SensitiveText } from '../../text/sensitive-text.ts';

/** How secrets are shown in the file. */
export interface Masking {
  /** A part of the request. */
  readonly sensitive: (text: SensitiveText) => string;
  /** Anything else sent or received, where a secret may be echoed or part of the URL. */
  readonly plain: (text: string) => string;
}

/** Masks all secrets except the named ones, wherever they appear in the exchange. */
export function maskingOf({ request }: Exchange, reveal: readonly SecretName[]): Masking {
  const spans = [...request.headers.flatMap(({ value }) => value), ...(request.body ?? [])];
  const hidden = spans.flatMap((span) =>
    typeof span === 'string' || reveal.includes(span.name) || span.value === null
      ? []
      : [span.value, decodeForm(span.value)],
  );
  const matcher = new SecretMatcher(hidden);
  return {
    sensitive: (text) => maskText(text, reveal),
    plain: (text) => matcher.mask(text),
  };
}

/** The exchange as it may leave the computer; with tokens revealed, all of it. */
export function asWritten(exchange: Exchange, reveal: readonly SecretName[]): Exchange {
  if (reveal.includes('ACCESS_TOKEN')) return exchange;
  const harmless = withholdTokens(exchange);
  return reveal.length === 0 ? harmless : { ...harmless, request: exchange.request };
}
