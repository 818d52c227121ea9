import type { HttpVersionChoice, ProxySettings } from '../../../shared/model/connection.ts';
import { DEFAULT_PROXY, PROXY_SECRET_KEY } from '../../../shared/model/default-connection.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { setSecret } from './secrets.ts';
import { updateActiveWorkspace } from './workspaces.ts';

export function setHttpVersion(httpVersion: HttpVersionChoice): void {
  updateActiveWorkspace((workspace) => ({ ...workspace, httpVersion }));
}

export function changeProxy(change: Partial<ProxySettings>): void {
  updateActiveWorkspace((workspace) => ({
    ...workspace,
    proxy: { ...(workspace.proxy ?? DEFAULT_PROXY), ...change },
  }));
}

/**
 * Moves user and password out of a proxy URL like `http://me:secret@proxy:3128`: the user to its field, the password to
 * the secret store.
 */
export function takeProxyUserInfo(): void {
  const { id, proxy } = selectWorkspace(store.getState());
  const url = proxy && URL.canParse(proxy.url) ? new URL(proxy.url) : null;
  if (!url || url.username === '') return;
  const password = decode(url.password);
  const address = proxy?.url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^@/]*@/i, '$1') ?? '';
  changeProxy({ url: address, username: decode(url.username) });
  if (password !== '') void setSecret(id, PROXY_SECRET_KEY, password);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
