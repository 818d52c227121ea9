import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** How long a rejected client may keep sending, so that it can read the response. */
const LINGER_MS = 1000;

/** Sends a response; head and body leave in one write, which is one TLS record. */
export function sendAnswer(message: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { body, status } = answer;
  const headers = headersOf(answer);
  if (status === 413) {
    sendBeforeEnd(message, response, headers, answer);
    return;
  }
  response.writeHead(status, headers);
  response.end(body);
}

/** Alternating names and values, with Content-Length. */
export function headersOf({ body, headers, status }: Answer): string[] {
  // RFC 9110 §8.6: a 204 has no Content-Length.
  if (status === 204) return [...headers];
  return [...headers, 'Content-Length', String(Buffer.byteLength(body))];
}

/** If we closed while the client sends, its system would discard our response. */
function sendBeforeEnd(
  message: IncomingMessage,
  response: ServerResponse,
  headers: readonly string[],
  { body, status }: Answer,
): void {
  response.writeHead(status, [...headers, 'Connection', 'close']);
  response.write(body);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  message.once('end', end);
  message.once('error', end);
  message.resume();
}
