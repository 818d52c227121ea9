import type { App, Session } from 'electron';

/**
 * Nothing listens here: the discard port (RFC 863) of this machine. `<-loopback>` includes local addresses, which
 * Chromium would otherwise reach directly.
 */
const NOWHERE = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const;

/**
 * Cuts the page's session off from the network. The content security policy covers requests, but not WebRTC or DNS
 * lookups. With a proxy for everything, Chromium looks up no names, and WebRTC can only use that proxy. A protocol
 * handler serves the page's own files without network.
 */
export async function closeNetwork(session: Session): Promise<void> {
  await session.setProxy(NOWHERE);
}

/**
 * Stops every page from opening WebRTC's UDP sockets and from DNS prefetching (`<link rel=dns-prefetch>`), which no
 * policy or proxy covers. Call before the app is ready.
 */
export function blockSideChannels(app: App): void {
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  app.on('web-contents-created', (_event, contents) =>
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp'),
  );
}

/** A page that saves files could fill the disk or plant a program: only the main process saves files. */
export function blockDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}
