import type { App, WebContents } from 'electron';
import { isFromOrigin, type PageOrigin } from './app-origin.ts';

/** Blocks all navigation: no link, redirect, frame, webview or new window leaves the page. */
export function blockNavigation(app: App, reloadable: PageOrigin | null): void {
  app.on('web-contents-created', (_event, contents) => blockNavigationOf(contents, reloadable));
}

/** @param reloadable Vite's dev server, which reloads the page itself; null in production. */
export function blockNavigationOf(contents: WebContents, reloadable: PageOrigin | null): void {
  const refuse = (details: { readonly url: string; preventDefault(): void }) => {
    if (reloadable !== null && isFromOrigin(details.url, reloadable)) return;
    details.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
