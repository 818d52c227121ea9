import type { WebContents, WebFrameMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { isTrustedSender, type SenderFacts } from '../../../../electron/ipc/trusted-sender.ts';
import { APP_ORIGIN, APP_URL, pageOrigin } from '../../../../electron/security/app-origin.ts';

const ours = { id: 1 } as WebContents;
const another = { id: 2 } as WebContents;

function frame(url: string, parent: object | null = null): WebFrameMain {
  return { url, parent } as WebFrameMain;
}

function sender(contents: WebContents, senderFrame: WebFrameMain | null): SenderFacts {
  return { sender: contents, senderFrame };
}

describe('isTrustedSender', () => {
  it('trusts the top frame of our window on our page', () => {
    expect(isTrustedSender(sender(ours, frame(APP_URL)), ours, APP_ORIGIN)).toBe(true);
    expect(isTrustedSender(sender(ours, frame(`${APP_URL}?x#y`)), ours, APP_ORIGIN)).toBe(true);
  });

  it.each<[string, SenderFacts]>([
    ['another window, even on our page', sender(another, frame(APP_URL))],
    ['a frame within our page, even of our scheme', sender(ours, frame(APP_URL, { url: APP_URL }))],
    ['a frame that has gone', sender(ours, null)],
    ['our window led to another page', sender(ours, frame('https://example.com/'))],
    ['another host of our scheme', sender(ours, frame('app://evil/'))],
    ['a host that begins alike', sender(ours, frame('app://credence.evil/'))],
    ['our host of another scheme', sender(ours, frame('https://credence/'))],
    ['a file', sender(ours, frame('file:///credence/index.html'))],
    ['an empty frame', sender(ours, frame('about:blank'))],
    ['no address at all', sender(ours, frame(''))],
  ])('refuses %s', (_name, facts) => {
    expect(isTrustedSender(facts, ours, APP_ORIGIN)).toBe(false);
  });

  it('rejects everything while there is no window', () => {
    expect(isTrustedSender(sender(ours, frame(APP_URL)), null, APP_ORIGIN)).toBe(false);
  });

  it('while developing, trusts Vite’s page, and no longer app://', () => {
    const origin = pageOrigin('http://127.0.0.1:5173/');
    expect(isTrustedSender(sender(ours, frame('http://127.0.0.1:5173/')), ours, origin)).toBe(true);
    expect(isTrustedSender(sender(ours, frame('http://127.0.0.1:5174/')), ours, origin)).toBe(false);
    expect(isTrustedSender(sender(ours, frame(APP_URL)), ours, origin)).toBe(false);
  });
});
