import type { Session } from 'electron';
import { developmentPolicy } from './security/content-security-policy.ts';

/** Vite's dev server, on this machine only; ignored in the packaged app. */
export function readDevServerUrl(env: NodeJS.ProcessEnv, isPackaged: boolean): string | null {
  const text = env.CREDENCE_DEV_SERVER_URL;
  if (isPackaged || !text) return null;
  const url = new URL(text);
  const isLocal = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (!isLocal) throw new Error(`CREDENCE_DEV_SERVER_URL must be on this machine: ${text}`);
  return url.href;
}

/** Applies a policy to Vite's pages too, so that violations show up in development. */
export function enforceDevelopmentPolicy(session: Session, devServerUrl: string): void {
  const policy = developmentPolicy(devServerUrl);
  const { origin } = new URL(devServerUrl);
  session.webRequest.onHeadersReceived({ urls: [`${origin}/*`] }, ({ responseHeaders }, callback) => {
    callback({ responseHeaders: { ...responseHeaders, 'content-security-policy': [policy] } });
  });
}
