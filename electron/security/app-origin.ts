/** The scheme and host that serve the page. Its `origin` is the string "null", so compare protocol and host. */
export const APP_SCHEME = 'app';
const APP_HOST = 'credence';
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`;

/** Where the page may be loaded from: our own scheme, or Vite's server in development. */
export interface PageOrigin {
  readonly protocol: string;
  readonly host: string;
}

export const APP_ORIGIN: PageOrigin = { protocol: `${APP_SCHEME}:`, host: APP_HOST };

export function pageOrigin(devServerUrl: string | null): PageOrigin {
  if (devServerUrl === null) return APP_ORIGIN;
  const { protocol, host } = new URL(devServerUrl);
  return { protocol, host };
}

export function isFromOrigin(url: string, { protocol, host }: PageOrigin): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === protocol && parsed.host === host;
}
