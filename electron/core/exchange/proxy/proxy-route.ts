import type { ProxyFacts } from '../../../../shared/http/exchange.ts';

/** A proxy that a request goes through. */
export interface ProxyRoute {
  /** Whether to use TLS to the proxy. */
  readonly secure: boolean;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
  readonly credentials: { readonly username: string; readonly password: string } | null;
  readonly source: ProxyFacts['source'];
}

/** Null means direct. Rejects with a ProxyError if the settings are invalid. */
export type FindProxy = (url: URL) => Promise<ProxyRoute | null>;

/** The proxy failed: nothing reached the server. */
export class ProxyError extends Error {
  readonly code: string;

  constructor(message: string, code: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ProxyError';
    this.code = code;
  }

  /** Why the proxy could not be reached. */
  static from(cause: unknown, proxy: ProxyRoute): ProxyError {
    const message = cause instanceof Error ? cause.message : String(cause);
    const code =
      cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
    return new ProxyError(`The proxy ${proxyUrl(proxy)}: ${message}`, code ?? 'ERR_PROXY', cause);
  }
}

export function proxyUrl({ secure, hostname, port }: ProxyRoute): string {
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  return `${secure ? 'https' : 'http'}://${host}:${port}`;
}

/** RFC 9110 §11.7.2, RFC 7617. */
export function proxyAuthorization({ credentials }: ProxyRoute): string | null {
  if (!credentials) return null;
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}

/** Parses `http://host:port`, or plain `host:port`. */
export function parseProxyAddress(
  text: string,
  source: ProxyRoute['source'],
  credentials: ProxyRoute['credentials'] = null,
): ProxyRoute {
  const trimmed = text.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw new ProxyError(
      `“${withoutUserInfo(trimmed)}” is not the address of an http or https proxy.`,
      'ERR_PROXY_ADDRESS',
    );
  }
  const own = url.username === '' ? null : userInfo(url);
  const secure = url.protocol === 'https:';
  return {
    secure,
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    credentials: credentials ?? own,
    source,
  };
}

function userInfo({ username, password }: URL): { username: string; password: string } {
  return { username: decode(username), password: decode(password) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutUserInfo(text: string): string {
  return text.replace(/^(.*:\/\/)?.*@/, '$1').slice(0, 200);
}
