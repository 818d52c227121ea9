import { createSocket } from 'node:dgram';
import { readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CredenceApp, expect, test } from './app.ts';

/** Counts what arrives at one local port, over UDP and over TCP. */
async function listen(): Promise<{ port: number; seen: string[]; close(): void }> {
  const seen: string[] = [];
  const tcp = createServer((socket) => {
    seen.push('TCP');
    socket.on('error', () => {}).end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4', () => seen.push('UDP'));
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    port,
    seen,
    close: () => {
      tcp.close();
      udp.close();
    },
  };
}

/** Runs in the page: every way to the network that script has but peer connections. Failures are expected. */
async function tryRequests(port: number): Promise<void> {
  const address = `127.0.0.1:${port}/leak`;
  const url = `http://${address}`;
  const attempts: (() => unknown)[] = [
    () => new WebSocket(`ws://${address}`),
    () => new EventSource(url),
    () => new WebTransport(`https://${address}`),
    () => navigator.sendBeacon(url, 'leak'),
    () => fetch(url, { mode: 'no-cors', keepalive: true }),
    () => new Worker(`data:text/javascript,fetch('${url}')`),
    () => new FontFace('leak', `url(${url})`).load(),
    () => window.open(url),
  ];
  for (const attempt of attempts) void (async () => attempt())().catch(() => {});
  const add = (name: string, properties: Record<string, string>) =>
    document.body.appendChild(Object.assign(document.createElement(name), properties));
  const links = 'preconnect dns-prefetch prefetch preload modulepreload stylesheet icon prerender';
  for (const rel of links.split(' ')) add('link', { rel, href: url, as: 'image' });
  add('link', { rel: 'dns-prefetch', href: '//leak-by-dns.example' });
  add('link', { rel: 'preconnect', href: 'https://leak-by-preconnect.example' });
  add('a', { href: url, ping: url }).click();
  for (const name of ['img', 'script', 'iframe', 'video', 'embed']) add(name, { src: url });
  add('object', { data: url });
  add('style', { textContent: `@import url(${url}); @font-face { font-family: leak; src: url(${url}) }` });
  document.body.style.cssText = `font-family: leak; background-image: url(${url})`;
  add('script', {
    type: 'speculationrules',
    textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: [url] }] }),
  });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}

/** Runs in the page: peer connections over UDP and TCP, also by the untouched constructor of an empty frame. */
async function tryPeers(port: number): Promise<void> {
  const host = `127.0.0.1:${port}`;
  const frame = document.body.appendChild(document.createElement('iframe'));
  for (const { RTCPeerConnection: Peer } of [window, frame.contentWindow as Window & typeof globalThis]) {
    for (const urls of [`stun:${host}`, `turn:${host}?transport=udp`, `turn:${host}?transport=tcp`]) {
      try {
        const peer = new Peer({ iceServers: [{ urls, username: 'leak', credential: 'leak' }] });
        peer.createDataChannel('leak');
        await peer.setLocalDescription(await peer.createOffer());
      } catch {}
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}

/** Runs a script in Credence's window. Returns which of two names Chromium looked up meanwhile. */
async function attack({ electron }: CredenceApp, script: string): Promise<string[]> {
  const log = join(tmpdir(), `credence-network-${process.pid}.json`);
  await electron.evaluate(
    async ({ BrowserWindow }, { script, log }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) throw new Error('no window');
      await contents.session.netLog.startLogging(log);
      await contents.executeJavaScript(script, true);
      // Trying TURN over TCP without a way out ends Chromium's network process, and the log with it.
      await Promise.race([
        contents.session.netLog.stopLogging(),
        new Promise((resolve) => setTimeout(resolve, 1_000)),
      ]);
    },
    { script, log },
  );
  const text = await readFile(log, 'utf8');
  await rm(log);
  return ['leak-by-dns.example', 'leak-by-preconnect.example'].filter((name) => text.includes(name));
}

test('script in the page reaches nobody: by no request, peer connection or name lookup', async ({
  credence,
}) => {
  const listener = await listen();
  try {
    expect(await attack(credence, `(${tryRequests.toString()})(${listener.port})`)).toEqual([]);
    expect(await attack(credence, `(${tryPeers.toString()})(${listener.port})`)).toEqual([]);
    expect(listener.seen).toEqual([]);
  } finally {
    listener.close();
  }
});

test('the same scripts without the guards are noticed', async ({ credence }) => {
  const listener = await listen();
  try {
    await credence.electron.evaluate(async ({ BrowserWindow, session }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) throw new Error('no window');
      await session.defaultSession.setProxy({ mode: 'direct' });
      contents.setWebRTCIPHandlingPolicy('default_public_and_private_interfaces');
    });
    await attack(credence, `(${tryPeers.toString()})(${listener.port})`);
    await expect.poll(() => listener.seen).toContain('UDP');
    await expect.poll(() => listener.seen).toContain('TCP');
  } finally {
    listener.close();
  }
});

test('the page can save no file', async ({ credence }) => {
  const { page, electron } = credence;
  await electron.evaluate(({ session }) => {
    const states: string[] = [];
    Object.assign(globalThis, { states });
    session.defaultSession.on('will-download', (event, item) =>
      states.push(`${item.getFilename()} ${event.defaultPrevented}`),
    );
  });
  await page.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['planted']));
    document.body
      .appendChild(Object.assign(document.createElement('a'), { href, download: 'planted.sh' }))
      .click();
  });
  await expect
    .poll(() => electron.evaluate(() => (globalThis as unknown as { states: string[] }).states))
    .toEqual(['planted.sh true']);
});
