import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** How long a client whose body was refused may go on sending, so that it gets to read why. */
const LINGER_MS = 1000;

/** Sends an answer; head and body leave in one write, which is one TLS record. */
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

/** Names and values in turn, with the length of the body. */
export function headersOf({ body, headers, status }: Answer): string[] {
  // RFC 9110 §8.6: 204 has none.
  if (status === 204) return [...headers];
  return [...headers, 'Content-Length', String(Buffer.byteLength(body))];
}

/** Closing while the client still sends would make its system throw our answer away. */
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
