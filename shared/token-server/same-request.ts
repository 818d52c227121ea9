import type { TokenServerLogEntry } from './state.ts';

/** A request as this window sent it, as far as the server's log can identify it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** Our end of the connection, the server's remote port; null without a connection. */
  readonly localPort: number | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** On a busy machine the server may read a request that was cancelled only after its end. */
export const LATE_MS = 1_000;

/** Both processes read the same clock, so an entry is hardly ever early: the one before it on the connection is another request's. */
const EARLY_MS = 20;

/**
 * Whether a log entry is about this request: same connection and within its time, because a kept-alive connection
 * carries several.
 */
export function isLineAbout(request: SentRequest, line: TokenServerLogEntry): boolean {
  const { duration, localPort, method, startedAt, url } = request;
  if (line.remotePort !== localPort) return false;
  if (line.at < startedAt - EARLY_MS || line.at > startedAt + duration + LATE_MS) return false;
  // A handshake entry has no request.
  return line.method === 'TLS' || (line.method === method && pathOf(line.path) === pathOf(url));
}

function pathOf(target: string): string {
  return URL.canParse(target) ? new URL(target).pathname : (target.split('?')[0] ?? '');
}
