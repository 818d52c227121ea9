import type { HttpVersionChoice, ProxySettings } from './connection.ts';

/** What a workspace has that says nothing about proxies. */
export const DEFAULT_PROXY: ProxySettings = {
  mode: 'system',
  url: '',
  username: '',
  noProxy: '',
  includeLoopback: false,
};

export const DEFAULT_HTTP_VERSION: HttpVersionChoice = '1.1';

/** Takes the place of a client's key where the secret store keeps a workspace's proxy password. */
export const PROXY_SECRET_KEY = 'proxy';
