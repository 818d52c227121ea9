import { constants } from 'node:http2';

export type Http2Breaker = 'reset' | 'goaway' | 'us';

const WORDS: Readonly<Record<Http2Breaker, string>> = {
  reset: 'The server reset the stream: RST_STREAM with',
  goaway: 'The server gave up the connection: GOAWAY with',
  us: 'What the server sent breaks the rules of HTTP/2, so the connection was given up:',
};

/** The peer ended an HTTP/2 exchange: it reset the stream or closed the connection. */
export class Http2Error extends Error {
  /** Name from RFC 9113 §7, for example `REFUSED_STREAM`. */
  readonly code: string;
  readonly by: Http2Breaker;

  constructor(by: Http2Breaker, errorCode: number) {
    const name = http2ErrorName(errorCode);
    super(`${WORDS[by]} ${name}.`);
    this.name = 'Http2Error';
    this.by = by;
    this.code = `HTTP2_${name}`;
  }
}

/** HTTP/2 was requested, but the handshake selected another protocol. */
export class NoHttp2Error extends Error {
  readonly code = 'ERR_NO_HTTP2';

  constructor() {
    super('The server does not offer HTTP/2: it did not choose “h2” in the TLS handshake (ALPN).');
    this.name = 'NoHttp2Error';
  }
}

/** RFC 9113 §7. */
export function http2ErrorName(errorCode: number): string {
  const entry = Object.entries(constants).find(
    ([name, value]) => name.startsWith('NGHTTP2_') && NAMED.test(name) && value === errorCode,
  );
  return entry ? entry[0].replace('NGHTTP2_', '') : `0x${errorCode.toString(16)}`;
}

/** The constants object contains much else. */
const NAMED =
  /^NGHTTP2_(NO_ERROR|PROTOCOL_ERROR|INTERNAL_ERROR|FLOW_CONTROL_ERROR|SETTINGS_TIMEOUT|STREAM_CLOSED|FRAME_SIZE_ERROR|REFUSED_STREAM|CANCEL|COMPRESSION_ERROR|CONNECT_ERROR|ENHANCE_YOUR_CALM|INADEQUATE_SECURITY|HTTP_1_1_REQUIRED)$/;
