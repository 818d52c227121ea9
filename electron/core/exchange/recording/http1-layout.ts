import { requestTarget } from '../../../../shared/http/build-request.ts';
import type { HttpRequest } from '../../../../shared/http/exchange.ts';
import { revealText } from '../../../../shared/text/sensitive-text.ts';
import { bytesOf } from '../../../../shared/text/utf8.ts';

/** Undici would not send the request as shown. */
export class RequestLayoutError extends Error {
  constructor(reason: string) {
    super(`The request cannot be sent exactly as it is shown: ${reason}.`);
    this.name = 'RequestLayoutError';
  }
}

/** A request in undici's terms. */
export interface UndiciRequest {
  readonly method: string;
  readonly path: string;
  /** Alternating names and values, without the headers that undici writes. */
  readonly headers: string[];
  readonly host: string;
  readonly body: Uint8Array | null;
  /** `connection: close`. */
  readonly reset: boolean;
}

/** Written by undici from other options, or rejected by it. */
const WRITTEN_BY_UNDICI = ['host', 'connection', 'content-length'];
const REFUSED_BY_UNDICI = ['transfer-encoding', 'keep-alive', 'upgrade', 'expect'];

/** Methods for which undici writes `content-length: 0` when there is no body. */
const EXPECT_CONTENT = ['POST', 'PUT', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH'];

/**
 * Undici writes `host`, `connection`, our headers, then `content-length`, in lower case. The request builder uses the
 * same order, so the preview matches. Rejects any other layout (RequestLayoutError), so that nothing is sent
 * differently from the preview.
 */
export function toUndiciRequest(request: HttpRequest): UndiciRequest {
  const fields = request.headers.map(({ name, value }) => [name, revealText(value)] as const);
  const body = request.body ? bytesOf(revealText(request.body)) : null;
  const length = body?.length ?? 0;

  const [host, connection, ...rest] = fields;
  if (host?.[0] !== 'host') throw new RequestLayoutError('its first header is not “host”');
  if (connection?.[0] !== 'connection') throw new RequestLayoutError('its second header is not “connection”');
  const reset = connection[1] === 'close';
  if (!reset && connection[1] !== 'keep-alive') {
    throw new RequestLayoutError(`“connection: ${connection[1]}” is neither keep-alive nor close`);
  }
  if (request.method === 'HEAD' && !reset) throw new RequestLayoutError('HEAD goes with “connection: close”');

  const needsLength = length > 0 || EXPECT_CONTENT.includes(request.method);
  const last = rest.at(-1);
  const hasLength = last?.[0] === 'content-length';
  if (needsLength !== hasLength || (hasLength && last[1] !== String(length))) {
    throw new RequestLayoutError(
      needsLength ? `its last header is not “content-length: ${length}”` : 'it has a length but no body',
    );
  }
  const own = hasLength ? rest.slice(0, -1) : rest;
  for (const [name, value] of [host, ...own]) checkField(name, value);
  for (const [name] of own) {
    if ([...WRITTEN_BY_UNDICI, ...REFUSED_BY_UNDICI].includes(name.toLowerCase())) {
      throw new RequestLayoutError(`the header “${name}” is written by the HTTP library`);
    }
  }
  return {
    method: request.method,
    path: requestTarget(request.url),
    headers: own.flat(),
    host: host[1],
    body: length > 0 ? body : null,
    reset,
  };
}

function checkField(name: string, value: string): void {
  // Undici writes Latin-1; outside ASCII that would differ from the preview.
  if (/[^\t\x20-\x7e]/.test(value)) {
    throw new RequestLayoutError(`the header “${name}” contains a character that is not ASCII`);
  }
}
