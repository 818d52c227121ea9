import type { IncomingMessage } from 'node:http';

/** The body as text, or that there is too much of it. Rejects when the client goes away. */
export type BodyOutcome = { readonly ok: true; readonly text: string } | { readonly ok: false };

/** Reads a body up to `limit` bytes. Malformed UTF-8 becomes U+FFFD, which no parameter of ours matches. */
export function readBody(message: IncomingMessage, limit: number): Promise<BodyOutcome> {
  const announced = Number(message.headers['content-length'] ?? 0);
  if (announced > limit) return Promise.resolve({ ok: false });
  return new Promise((resolve, reject) => {
    let first: Buffer | null = null;
    let others: Buffer[] | null = null;
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        resolve({ ok: false });
        return;
      }
      // A form fits in one chunk nearly always.
      if (first === null) first = chunk;
      else if (others === null) others = [first, chunk];
      else others.push(chunk);
    });
    message.once('end', () => {
      const whole = others === null ? first : Buffer.concat(others);
      resolve({ ok: true, text: whole === null ? '' : whole.toString('utf8') });
    });
    message.once('error', reject);
  });
}
