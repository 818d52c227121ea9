import { withholdTokens } from '../../history/withhold-tokens.ts';
import type { Exchange } from '../../http/exchange.ts';
import { decodeForm } from '../../text/form-encoding.ts';
import { SecretMatcher } from '../../text/secrets/secret-matcher.ts';
import { maskText, type SecretName, type SensitiveText } from '../../text/sensitive-text.ts';

/** How an exchange is shown to whoever reads the file. */
export interface Masking {
  /** A part of the request. */
  readonly sensitive: (text: SensitiveText) => string;
  /** Anything else that was sent or received: a secret may have been echoed, or stand in the URL. */
  readonly plain: (text: string) => string;
}

/** Masks all secrets but the named ones, wherever in the exchange they turn up again. */
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

/** What of an exchange may leave the computer; with tokens revealed, all of it. */
export function asWritten(exchange: Exchange, reveal: readonly SecretName[]): Exchange {
  if (reveal.includes('ACCESS_TOKEN')) return exchange;
  const harmless = withholdTokens(exchange);
  return reveal.length === 0 ? harmless : { ...harmless, request: exchange.request };
}
