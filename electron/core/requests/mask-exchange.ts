import { type Exchange, type MaskedExchange, redactExchange } from '../../../shared/http/exchange.ts';
import { SecretMatcher } from '../../../shared/text/secrets/secret-matcher.ts';
import type { TlsReport } from '../../../shared/tls/report.ts';
import type { SentExchange } from './exchange-engine.ts';

/**
 * An exchange as the page and the history may see it. Hides the request's own secrets and masks any echo by a server,
 * proxy or redirect, in any encoding.
 */
export function maskExchange({ exchange, withhold }: SentExchange): MaskedExchange {
  const matcher = new SecretMatcher(withhold);
  const redacted = redactExchange(exchange);
  return (matcher.isEmpty ? redacted : maskEchoes(redacted, matcher)) as MaskedExchange;
}

function maskEchoes(exchange: Exchange, matcher: SecretMatcher): Exchange {
  const { request, response, failure, redirects, tls } = exchange;
  const mask = (text: string) => matcher.mask(text);
  return {
    ...exchange,
    // A redirect may have put a secret into the URL.
    request: { ...request, url: matcher.maskUrl(request.url) },
    failure: failure && {
      ...failure,
      message: mask(failure.message),
      platformCode: failure.platformCode && mask(failure.platformCode),
    },
    response: response && {
      ...response,
      statusText: mask(response.statusText),
      headers: response.headers.map(([name, value]) => [mask(name), mask(value)] as const),
      body: {
        ...response.body,
        charset: mask(response.body.charset),
        contentEncoding: response.body.contentEncoding && mask(response.body.contentEncoding),
        text: matcher.mask(response.body.text, {
          isCut: response.body.truncated || response.body.textCut === true,
        }),
      },
    },
    tls: tls && maskTls(tls, matcher),
    ...(redirects && { redirects: redirects.map((hop) => maskEchoes(hop, matcher)) }),
  };
}

/** The server also controls the names in its certificate. */
function maskTls(tls: TlsReport, matcher: SecretMatcher): TlsReport {
  const written = JSON.stringify(tls);
  if (matcher.find(written).length === 0) return tls;
  return JSON.parse(written, (_, value: unknown) =>
    typeof value === 'string' ? matcher.mask(value) : value,
  );
}
