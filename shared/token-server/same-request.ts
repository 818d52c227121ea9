import type { TokenServerLogEntry } from './state.ts';

/** A request as this window sent it, as far as the server's log can tell it from others. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** Our end of the connection, which the server sees as its peer's; null without a connection. */
  readonly localPort: number | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** The two processes share a clock; a busy machine may write a line a little later. */
export const TOLERANCE_MS = 1_000;

/**
 * Whether a line of the server's log is about this request: of the same connection and within its time, because a
 * connection that is kept alive carries several.
 */
export function isLineAbout(request: SentRequest, line: TokenServerLogEntry): boolean {
  const { duration, localPort, method, startedAt, url } = request;
  if (line.remotePort !== localPort) return false;
  if (line.at < startedAt - TOLERANCE_MS || line.at > startedAt + duration + TOLERANCE_MS) return false;
  // A line of a handshake has no request.
  return line.method === 'TLS' || (line.method === method && pathOf(line.path) === pathOf(url));
}

function pathOf(target: string): string {
  return URL.canParse(target) ? new URL(target).pathname : (target.split('?')[0] ?? '');
}
