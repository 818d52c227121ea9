import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { APP_ORIGIN, type PageOrigin, pageOrigin } from '../../../../electron/security/app-origin.ts';
import { blockNavigationOf } from '../../../../electron/security/navigation.ts';

type OpenHandler = () => { action: string };

function contents(reloadable: PageOrigin | null) {
  const emitter = new EventEmitter();
  let openHandler: OpenHandler | null = null;
  const fake = Object.assign(emitter, {
    setWindowOpenHandler: (handler: OpenHandler) => {
      openHandler = handler;
    },
  });
  blockNavigationOf(fake as unknown as WebContents, reloadable);
  const isRefused = (event: string, url: string) => {
    const preventDefault = vi.fn();
    emitter.emit(event, { url, preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  return { isRefused, open: () => openHandler?.() };
}

const EVENTS = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'];

describe('blockNavigationOf', () => {
  it.each(EVENTS)('refuses %s, wherever it leads', (event) => {
    const { isRefused } = contents(null);
    for (const url of [
      'https://example.com/',
      'file:///etc/passwd',
      'app://credence/',
      'javascript:alert(1)',
    ]) {
      expect(isRefused(event, url)).toBe(true);
    }
  });

  it('denies new windows', () => {
    expect(contents(null).open()).toEqual({ action: 'deny' });
  });

  it('while developing, lets Vite reload its own page and nothing else', () => {
    const { isRefused } = contents(pageOrigin('http://127.0.0.1:5173/'));
    expect(isRefused('will-navigate', 'http://127.0.0.1:5173/')).toBe(false);
    expect(isRefused('will-navigate', 'http://127.0.0.1:9999/')).toBe(true);
    expect(isRefused('will-attach-webview', 'http://127.0.0.1:5173/')).toBe(true);
  });

  it('knows the page’s origin by protocol and host: as a string it is "null"', () => {
    expect(pageOrigin(null)).toEqual(APP_ORIGIN);
  });
});
