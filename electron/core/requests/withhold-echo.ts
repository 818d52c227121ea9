import type { Exchange } from '../../../shared/http/exchange.ts';
import { encodeForm } from '../../../shared/text/form-encoding.ts';
import { MASK } from '../../../shared/text/sensitive-text.ts';
import { findEchoes } from '../exchange/recording/find-echoes.ts';

/** Shorter ones are common words by chance; masking those would only spoil the answer. */
const MIN_LENGTH = 6;

/**
 * Masks secrets where the server sent them back, as debugging servers and proxies do: what the page shows and the
 * history keeps must not hold them, nor what a redirect said on the way. Short ones only as whole words, so that a token
 * that happens to contain one survives.
 */
export function withholdEcho(exchange: Exchange, secrets: readonly string[]): Exchange {
  const { response, failure, redirects } = exchange;
  const forms = secrets
    .filter((secret) => secret.length >= MIN_LENGTH)
    .flatMap((secret) => echoedForms(secret, exchange));
  if (forms.length === 0) return exchange;
  const mask = (text: string) => forms.reduce(maskWord, text);
  return {
    ...exchange,
    failure: failure && { ...failure, message: mask(failure.message) },
    response: response && {
      ...response,
      statusText: mask(response.statusText),
      headers: response.headers.map(([name, value]) => [name, mask(value)] as const),
      body: { ...response.body, text: mask(response.body.text) },
    },
    ...(redirects && { redirects: redirects.map((hop) => withholdEcho(hop, secrets)) }),
  };
}

/** The secret itself, form encoded, in a JSON string, and as it was sent (base64 in a Basic header). */
function echoedForms(secret: string, { request }: Exchange): string[] {
  const spans = [...request.headers.flatMap(({ value }) => value), ...(request.body ?? [])];
  const sent = spans.flatMap((span) =>
    typeof span !== 'string' && span.name === 'CLIENT_SECRET' && span.value !== null ? [span.value] : [],
  );
  const forms = new Set([secret, encodeForm(secret), JSON.stringify(secret).slice(1, -1), ...sent]);
  return [...forms].sort((a, b) => b.length - a.length);
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

function maskWord(text: string, secret: string): string {
  let masked = '';
  let from = 0;
  for (const at of findEchoes(text, secret, WORD_CHARACTER)) {
    masked += text.slice(from, at) + MASK;
    from = at + secret.length;
  }
  return masked + text.slice(from);
}
