export interface StatusLine {
  readonly httpVersion: '1.0' | '1.1';
  readonly statusText: string;
}

/**
 * The version and reason phrase of the final response in the bytes received: the HTTP client tells neither the one
 * nor, when it came in pieces, the other. Informational responses (1xx) before it are passed over.
 */
export function readStatusLine(received: Uint8Array): StatusLine | null {
  // Heads are ASCII; Latin-1 keeps one character per byte whatever else they hold.
  let rest = Buffer.from(received.buffer, received.byteOffset, received.byteLength).toString('latin1');
  for (;;) {
    const match = /^(?:\r?\n)*HTTP\/(1\.[01]) (\d{3})(?: ([^\r\n]*))?\r?\n/.exec(rest);
    if (!match) return null;
    const [, version, status = '', statusText = ''] = match;
    if (!status.startsWith('1')) return { httpVersion: version === '1.0' ? '1.0' : '1.1', statusText };
    const end = /\r?\n\r?\n/.exec(rest);
    if (!end) return null;
    rest = rest.slice(end.index + end[0].length);
  }
}
