import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAppProtocolHandler, resolveFile } from '../../../../electron/app-protocol.ts';
import { STILL_FRAME_PLACEHOLDERS, type StillFrameLook } from '../../../../shared/still-frame.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const LOOK: StillFrameLook = {
  dark: true,
  sidebar: false,
  timeline: true,
  resultShare: 0.4,
  welcome: false,
};

async function serveSite() {
  const folder = await temporaryFolder();
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(
    join(root, 'index.html'),
    `<meta name="csp-nonce" content="__CSP_NONCE__"><i>${Object.values(STILL_FRAME_PLACEHOLDERS)}</i>`,
  );
  await writeFile(join(root, 'assets', 'main.js'), 'export {};');
  await writeFile(join(root, 'assets', 'notes.txt'), 'no such type');
  await writeFile(join(folder, 'secret.json'), '{"canary":true}');
  return createAppProtocolHandler(root, () => LOOK);
}

describe('the app protocol', () => {
  it('serves the page with its policy and a new nonce at each load', async () => {
    const handle = await serveSite();
    const load = async () => {
      const response = await handle(new Request('app://credence/'));
      const nonce = /content="([^"]+)"/.exec(await response.text())?.[1];
      return { nonce, headers: response.headers };
    };
    const [first, second] = [await load(), await load()];
    expect(first.nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(first.nonce).not.toBe(second.nonce);
    expect(first.headers.get('content-security-policy')).toContain(`'nonce-${first.nonce}'`);
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('no-store');
  });

  it('makes the still picture look as the window was left', async () => {
    const handle = await serveSite();
    const page = await (await handle(new Request('app://credence/'))).text();
    expect(page).toContain('<i>dark,true,true,0.4,false</i>');
    expect(page).not.toContain('__');
  });

  it('serves files with their type, which may not be guessed', async () => {
    const handle = await serveSite();
    const response = await handle(new Request('app://credence/assets/main.js'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('export {};');
  });

  it.each([
    ['a missing file', 'app://credence/assets/nothing.js'],
    ['a file of no known type', 'app://credence/assets/notes.txt'],
    ['a folder', 'app://credence/assets'],
    ['another host', 'app://other/index.html'],
    ['a parent', 'app://credence/../secret.json'],
    ['an encoded parent', 'app://credence/%2e%2e/secret.json'],
    ['an encoded slash', 'app://credence/..%2fsecret.json'],
    ['a deeper way out', 'app://credence/assets/..%2f..%2fsecret.json'],
    ['a backslash', 'app://credence/..%5csecret.json'],
    ['a null byte', 'app://credence/index.html%00.js'],
    ['a malformed escape', 'app://credence/%zz'],
  ])('answers 404 to %s', async (_name, url) => {
    const handle = await serveSite();
    const response = await handle(new Request(url));
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it('answers GET and HEAD only', async () => {
    const handle = await serveSite();
    expect((await handle(new Request('app://credence/', { method: 'POST' }))).status).toBe(405);
  });

  it('stays in its folder, and excludes folders with the same prefix', () => {
    expect(resolveFile('/app/renderer', 'app://credence/..%2frenderer-old/index.html')).toBeNull();
    expect(resolveFile('/app/renderer', 'app://credence/a/../index.html')).toBe(
      join('/app/renderer', 'index.html'),
    );
  });
});
