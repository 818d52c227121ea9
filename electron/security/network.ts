import type { App, Session } from 'electron';

/**
 * Nothing answers here: the discard port (RFC 863) of this machine. `<-loopback>` sends even local addresses there, which
 * Chromium would otherwise reach directly.
 */
const NOWHERE = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const;

/**
 * Leaves the page's session no way to the network. The content security policy governs requests, but not WebRTC, and
 * not the lookup of a name that is to be requested. With a proxy for everything, Chromium looks up no names, and WebRTC
 * has that proxy only. The page's own files are served by a protocol handler and need no network.
 */
export async function closeNetwork(session: Session): Promise<void> {
  await session.setProxy(NOWHERE);
}

/**
 * Keeps every page of the app from opening WebRTC's UDP sockets, and from looking up the names of `<link
 * rel=dns-prefetch>`, which no policy and no proxy covers. Call it before the app is ready.
 */
export function blockSideChannels(app: App): void {
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  app.on('web-contents-created', (_event, contents) =>
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp'),
  );
}

/** A page that can save a file can also fill the disk or plant a program: files are saved by the main process alone. */
export function blockDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}
