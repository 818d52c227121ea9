export interface StatusLine {
  readonly httpVersion: '1.0' | '1.1';
  readonly statusText: string;
}

/**
 * Reads the HTTP version and reason phrase of the final response. Undici does not report the version, nor a reason
 * phrase that arrived in pieces. Skips 1xx responses.
 */
export function readStatusLine(received: Uint8Array): StatusLine | null {
  // Heads are ASCII. Latin-1 keeps one character per byte for anything else.
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
