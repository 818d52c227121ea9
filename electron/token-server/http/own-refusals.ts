import type { Answer } from './answer.ts';
import { quote, refuse } from './oauth-error.ts';

// Rejections before an endpoint is called, or after it failed.

/** RFC 9110 §15.5.20: the absolute target or Host header names another server. */
export function misdirected(host: string, names: readonly string[]): Answer {
  const known = ['localhost', '127.0.0.1', '[::1]', ...names].join(', ');
  const description = `This server accepts requests for ${known}, but this one is for ${quote(host)}`;
  return refuse({ error: 'invalid_request', description, status: 421 });
}

/** RFC 9112 §3.2: a proxy may have used the other Host header. */
export function ambiguousHost(): Answer {
  return refuse({ error: 'invalid_request', description: 'There is more than one Host header' });
}

/** RFC 9112 §3.2: HTTP/1.1 requires Host. */
export function missingHost(): Answer {
  return refuse({ error: 'invalid_request', description: 'The Host header is missing' });
}

export function bodyTooLarge(limit: number): Answer {
  const description = `The body is larger than ${limit} bytes`;
  return refuse({ error: 'invalid_request', description, status: 413 });
}

export function incompleteBody(): Answer {
  return refuse({ error: 'invalid_request', description: 'The body is incomplete' });
}

/** A bug: full details on the terminal, none for the client. */
export function internalError(cause: unknown): Answer {
  console.error(cause);
  const reason = `a bug in the token server: ${cause instanceof Error ? cause.message : String(cause)}`;
  return refuse({
    error: 'server_error',
    description: 'Something went wrong in the server',
    reason,
    status: 500,
  });
}
