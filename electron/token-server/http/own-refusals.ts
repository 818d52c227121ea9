import type { Answer } from './answer.ts';
import { quote, refuse } from './oauth-error.ts';

// Rejections before an endpoint is called, or after it failed.

/** RFC 9110 §15.5.20: the absolute target or Host header names another server. */
export function misdirected(host: string, names: readonly string[]): Answer {
  const known = ['localhost', '127.0.0.1', '[::1]', ...names].join(', ');
  // RFC 9110 §4.2.4: user information does not belong here, and may be a password.
  const shown = host.replace(/^.*@/s, '(user information)@');
  const description = `This server accepts requests for ${known}, but this one is for ${quote(shown)}`;
  return refuse({ error: 'invalid_request', description, status: 421 });
}

/** RFC 9110 §5.3: which of the two counts is anyone's guess; a proxy may have used the other (RFC 9112 §3.2). */
export function repeatedHeader(name: string): Answer {
  return refuse({ error: 'invalid_request', description: `There is more than one ${name} header` });
}

/** RFC 9110 §15.6.6: Node accepts the number of any version. */
export function unknownVersion(version: string): Answer {
  const description = `HTTP/${version} is not supported; send HTTP/1.1`;
  return refuse({ error: 'invalid_request', description, status: 505 });
}

/** RFC 9112 §6.1: Node would take the encoded bytes for the body. */
export function unknownTransferCoding(coding: string): Answer {
  const description = `The transfer coding ${quote(coding)} is not supported; send chunked or a Content-Length`;
  return refuse({ error: 'invalid_request', description, status: 501 });
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
