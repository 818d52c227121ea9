import type { IncomingMessage } from 'node:http';

/** The body as text, that there is too much of it, or that the client went away before its end. */
export type BodyOutcome =
  | { readonly status: 'read'; readonly text: string }
  | { readonly status: 'too-large' }
  | { readonly status: 'incomplete' };

/**
 * Reads a body up to `limit` bytes and tells the outcome once. Malformed UTF-8 becomes U+FFFD, which no parameter of
 * ours matches. With a callback and not a promise, for every token request comes through here.
 */
export function readBody(
  message: IncomingMessage,
  limit: number,
  onOutcome: (outcome: BodyOutcome) => void,
): void {
  const announced = message.headers['content-length'];
  if (announced !== undefined && Number(announced) > limit) {
    onOutcome(TOO_LARGE);
    return;
  }
  let first: Buffer | null = null;
  let others: Buffer[] | null = null;
  let size = 0;
  let isTold = false;
  const tell = (outcome: BodyOutcome) => {
    if (isTold) return;
    isTold = true;
    onOutcome(outcome);
  };
  message.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) tell(TOO_LARGE);
    else if (first === null) first = chunk;
    // A form fits in one chunk nearly always.
    else if (others === null) others = [first, chunk];
    else others.push(chunk);
  });
  message.on('end', () => {
    const whole = others === null ? first : Buffer.concat(others);
    tell({ status: 'read', text: whole === null ? '' : whole.toString('utf8') });
  });
  message.on('error', () => tell(INCOMPLETE));
}

const TOO_LARGE = { status: 'too-large' } as const;
const INCOMPLETE = { status: 'incomplete' } as const;
