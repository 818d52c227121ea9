import type { IncomingMessage } from 'node:http';

/** The body as text, too large, or incomplete because the client disconnected. */
export type BodyOutcome =
  | { readonly status: 'read'; readonly text: string }
  | { readonly status: 'too-large' }
  | { readonly status: 'incomplete' };

/** Reads a body up to `limit` bytes. Malformed UTF-8 becomes U+FFFD, which no parameter matches. */
export function readBody(message: IncomingMessage, limit: number): Promise<BodyOutcome> {
  if (Number(message.headers['content-length'] ?? 0) > limit) return Promise.resolve(TOO_LARGE);
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) resolve(TOO_LARGE);
      else chunks.push(chunk);
    });
    message.on('end', () => resolve({ status: 'read', text: Buffer.concat(chunks).toString('utf8') }));
    message.on('error', () => resolve(INCOMPLETE));
  });
}

const TOO_LARGE = { status: 'too-large' } as const;
const INCOMPLETE = { status: 'incomplete' } as const;
