import { randomBytes } from 'node:crypto';

export function createNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The page's policy: loads only its own files and makes no requests. All HTTP is the main process's. */
export function contentSecurityPolicy(nonce: string): string {
  return serialize({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    // Mantine and CodeMirror add style elements at run time; they carry this load's nonce.
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'none'"],
    // Chromium 148 ignores this: network.ts enforces it.
    webrtc: ["'block'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  });
}

/** Development only: Vite injects inline scripts and styles and needs its web socket. */
export function developmentPolicy(devServerUrl: string): string {
  const { host, origin } = new URL(devServerUrl);
  return serialize({
    'default-src': ["'none'"],
    'script-src': ["'self'", "'unsafe-inline'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': [origin, `ws://${host}`],
    webrtc: ["'block'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  });
}

function serialize(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
