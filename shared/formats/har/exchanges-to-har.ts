import type { Exchange } from '../../http/exchange.ts';
import type { SecretName } from '../../text/sensitive-text.ts';
import { type WrittenTimings, writeTimings } from './har-timings.ts';
import { asWritten, maskingOf } from './masking.ts';
import { type WrittenRequest, writeRequest } from './write-request.ts';
import { type WrittenResponse, writeResponse } from './write-response.ts';

/** A HAR 1.2 file as we write it. Members with an underscore are ours. */
export interface WrittenHar {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly WrittenEntry[];
  };
}

interface WrittenEntry {
  /** ISO 8601. */
  readonly startedDateTime: string;
  /** Milliseconds. */
  readonly time: number;
  readonly request: WrittenRequest;
  readonly response: WrittenResponse;
  readonly cache: Record<string, never>;
  readonly timings: WrittenTimings;
  readonly serverIPAddress?: string;
  /** Our local port, which identifies the connection. */
  readonly connection?: string;
  readonly comment?: string;
  readonly _purpose: Exchange['purpose'];
  readonly _failure?: Exchange['failure'];
  readonly _connection?: Exchange['connection'];
  readonly _tls?: Exchange['tls'];
  readonly _redirectStop?: NonNullable<Exchange['redirectStop']>;
}

export interface HarOptions {
  /** Credence's version. */
  readonly creatorVersion: string;
  /** Secrets to include in plain text; all others become eight bullets. */
  readonly reveal?: readonly SecretName[];
}

/**
 * Exports exchanges as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), oldest first. A request without a
 * response gets status 0, as in browsers, with the reason in `_failure`.
 * Masks secrets and tokens unless revealed: those we sent, any echoes of them, and tokens in responses.
 */
export function exchangesToHar(
  exchanges: readonly Exchange[],
  { creatorVersion, reveal = [] }: HarOptions,
): WrittenHar {
  const oldestFirst = exchanges.flatMap(withHops).sort((a, b) => a.startedAt - b.startedAt);
  return {
    log: {
      version: '1.2',
      creator: { name: 'Credence', version: creatorVersion },
      entries: oldestFirst.map((exchange) => writeEntry(exchange, reveal)),
    },
  };
}

/** Each hop of a redirect chain is its own entry, as in browsers. */
function withHops(exchange: Exchange): Exchange[] {
  const { redirects = [], ...last } = exchange;
  return [...redirects.flatMap(withHops), last];
}

function writeEntry(exchange: Exchange, reveal: readonly SecretName[]): WrittenEntry {
  const { request, response, failure, connection, tls } = asWritten(exchange, reveal);
  const masking = maskingOf(exchange, reveal);
  const shownFailure = failure && { ...failure, message: masking.plain(failure.message) };
  return {
    startedDateTime: new Date(exchange.startedAt).toISOString(),
    ...writeTimings(exchange.timings),
    request: writeRequest(request, response?.httpVersion ?? connection?.httpVersion ?? '1.1', masking),
    response: writeResponse(response, shownFailure, masking),
    cache: {},
    ...(connection
      ? { serverIPAddress: connection.remoteAddress, connection: String(connection.localPort) }
      : {}),
    ...(shownFailure ? { comment: shownFailure.message, _failure: shownFailure } : {}),
    _purpose: exchange.purpose,
    ...(connection ? { _connection: connection } : {}),
    ...(tls ? { _tls: tls } : {}),
    ...(exchange.redirectStop ? { _redirectStop: exchange.redirectStop } : {}),
  };
}
