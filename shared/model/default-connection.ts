import type { HttpVersionChoice, ProxySettings } from './connection.ts';

/** Default proxy settings. */
export const DEFAULT_PROXY: ProxySettings = {
  mode: 'system',
  url: '',
  username: '',
  noProxy: '',
  includeLoopback: false,
};

export const DEFAULT_HTTP_VERSION: HttpVersionChoice = '1.1';

/** The name of a workspace's proxy password in the secret store: see secret-keys.ts. */
export const PROXY_SECRET_KEY = 'proxy:password';
