/** A cookie in HAR 1.2. */
export interface HarCookie {
  readonly name: string;
  readonly value: string;
  readonly path?: string;
  readonly domain?: string;
  /** ISO 8601. */
  readonly expires?: string;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
}

/** The cookies of a Cookie header (RFC 6265 §4.2). */
export function readCookieHeader(value: string): HarCookie[] {
  return value
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map(readPair);
}

/** The cookie of one Set-Cookie header (RFC 6265 §5.2); ignores unknown attributes. */
export function readSetCookie(value: string): HarCookie {
  const [pair = '', ...attributes] = value.split(';');
  const result: { -readonly [K in keyof HarCookie]: HarCookie[K] } = readPair(pair.trim());
  for (const attribute of attributes) {
    const { name, value: content } = readPair(attribute.trim());
    switch (name.toLowerCase()) {
      case 'path':
        result.path = content;
        break;
      case 'domain':
        result.domain = content;
        break;
      case 'expires': {
        const date = new Date(content);
        if (!Number.isNaN(date.getTime())) result.expires = date.toISOString();
        break;
      }
      case 'httponly':
        result.httpOnly = true;
        break;
      case 'secure':
        result.secure = true;
        break;
    }
  }
  return result;
}

function readPair(pair: string): { name: string; value: string } {
  const equals = pair.indexOf('=');
  return equals < 0
    ? { name: pair, value: '' }
    : { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() };
}
