import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { CustomScheme } from 'electron';
import { fillStillFrame, type StillFrameLook } from '../shared/still-frame.ts';
import { APP_ORIGIN, APP_SCHEME, isFromOrigin } from './security/app-origin.ts';
import { contentSecurityPolicy, createNonce } from './security/content-security-policy.ts';

/** `standard` and `secure` give the page a real origin. No service workers, no CORS, no CSP bypass. */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Replaced in index.html at each load; the page's style elements carry the nonce. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';
const PLACEHOLDER = /__[A-Z_]+__/g;

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Serves app://credence/ from the files under `root`, and nothing else. `look` is asked at each load of the page. */
export function createAppProtocolHandler(
  root: string,
  look: () => StillFrameLook,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    if (!isFromOrigin(request.url, APP_ORIGIN)) return refuse(404);
    const file = resolveFile(root, request.url);
    if (file === null) return refuse(404);
    const mime = MIME_TYPES[extname(file)];
    if (mime === undefined) return refuse(404);
    try {
      const content = await readFile(file);
      if (extname(file) !== '.html') return serve(content, mime);
      return servePage(content, mime, look());
    } catch {
      return refuse(404);
    }
  };
}

/** The file for a URL, or null if it would be outside `root`, including encoded dots and slashes. */
export function resolveFile(root: string, url: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const base = normalize(root);
  const file = normalize(join(base, path.endsWith('/') ? `${path}index.html` : path));
  return file.startsWith(base + sep) ? file : null;
}

function servePage(content: Buffer, mime: string, look: StillFrameLook): Response {
  const nonce = createNonce();
  const values: Readonly<Record<string, string>> = { ...fillStillFrame(look), [NONCE_PLACEHOLDER]: nonce };
  const page = content.toString('utf8').replaceAll(PLACEHOLDER, (name) => values[name] ?? name);
  return serve(page, mime, {
    'content-security-policy': contentSecurityPolicy(nonce),
    // A cached page would carry an old nonce.
    'cache-control': 'no-store',
  });
}

function serve(content: Buffer | string, mime: string, more: Record<string, string> = {}): Response {
  const body = typeof content === 'string' ? content : new Uint8Array(content);
  return new Response(body, {
    headers: {
      'content-type': mime,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      ...more,
    },
  });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: { 'x-content-type-options': 'nosniff' } });
}
