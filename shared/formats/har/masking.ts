import { withholdTokens } from '../../history/withhold-tokens.ts';
import type { Exchange } from '../../http/exchange.ts';
import { decodeForm, encodeForm } from '../../text/form-encoding.ts';
import { MASK, maskText, type SecretName, type SensitiveText } from '../../text/sensitive-text.ts';

/** How an exchange is shown to whoever reads the file. */
export interface Masking {
  /** A part of the request. */
  readonly sensitive: (text: SensitiveText) => string;
  /** Anything else that was sent or received: a secret may have been echoed, or stand in the URL. */
  readonly plain: (text: string) => string;
}

/** Shorter ones are words by chance. */
const MIN_LENGTH = 6;

/** Masks all secrets but the named ones, wherever in the exchange they turn up again. */
export function maskingOf({ request }: Exchange, reveal: readonly SecretName[]): Masking {
  const spans = [...request.headers.flatMap(({ value }) => value), ...(request.body ?? [])];
  const hidden = spans.flatMap((span) =>
    typeof span === 'string' || reveal.includes(span.name) || span.value === null ? [] : [span.value],
  );
  const needles = [...new Set(hidden.flatMap(writtenForms))]
    .filter((value) => value.length >= MIN_LENGTH)
    .sort((a, b) => b.length - a.length);
  return {
    sensitive: (text) => maskText(text, reveal),
    plain: (text) => needles.reduce((masked, needle) => masked.replaceAll(needle, MASK), text),
  };
}

/** The exchange without the tokens in its answer, unless they may be shown. */
export function withoutTokens(exchange: Exchange, reveal: readonly SecretName[]): Exchange {
  if (reveal.includes('ACCESS_TOKEN')) return exchange;
  return { ...exchange, response: withholdTokens(exchange).response };
}

function writtenForms(secret: string): string[] {
  return [secret, encodeForm(secret), decodeForm(secret), JSON.stringify(secret).slice(1, -1)];
}
