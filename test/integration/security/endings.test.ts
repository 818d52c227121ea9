import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../unit/electron/temporary-folder.ts';
import { ENCODINGS } from '../../unit/security/encodings.ts';
import type { Orders } from './use-secrets.ts';

const PROGRAM = fileURLToPath(new URL('./use-secrets.ts', import.meta.url));

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = privateKey.export({ format: 'jwk' });

/** One of each kind. Each has characters that encodings write differently. */
const SECRETS = {
  'client secret': 'Kanarie-client~/"& 0815',
  'proxy password': 'Kanarie-proxy~/"& 4711',
  'secret variable': 'Kanarie-tenant~0042',
  'access token': 'Kanarie-token~0815.4711',
} as const;

/** Everything that is looked for, by kind. */
const TRACES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    Object.entries(SECRETS).map(([kind, secret]) => [
      kind,
      [...ENCODINGS.map(([, encode]) => encode(secret)), ...tracesOf(Buffer.from(secret))],
    ]),
  ),
  'private key': tracesOf(Buffer.from(jwk.d ?? '', 'base64url')),
};

/** Bytes in base64 within anything, in hex, and as they are. */
function tracesOf(bytes: Buffer): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(offset === 0 ? 0 : offset + 1, -1),
  );
  const hex = bytes.toString('hex');
  return [
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    hex,
    hex.toUpperCase(),
    bytes.toString('latin1'),
  ];
}

/** The token endpoint, and the proxy of an API that sends back whatever it got, in every encoding. */
async function serve(): Promise<string> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/token') {
        const echo = ENCODINGS.map(([, encode]) => encode(SECRETS['client secret']));
        response.end(JSON.stringify({ access_token: SECRETS['access token'], token_type: 'Bearer', echo }));
        return;
      }
      const { 'client secret': _, ...sent } = SECRETS;
      const echo = ENCODINGS.flatMap(([, encode]) => Object.values(sent).map(encode));
      response.end(JSON.stringify({ headers: request.headers, echo }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a process shows of itself to others, where the system tells. */
async function seenOf(pid: number): Promise<Record<string, string>> {
  if (process.platform !== 'linux') return {};
  return {
    arguments: await readFile(`/proc/${pid}/cmdline`, 'latin1'),
    environment: await readFile(`/proc/${pid}/environ`, 'latin1'),
  };
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(paths.map(async (path) => [path, await readFile(path, 'latin1')] as const));
  return Object.fromEntries(texts.map(([path, text]) => [path.slice(folder.length + 1), text]));
}

type Ending = 'quit' | 'SIGKILL' | 'crash';

async function useSecrets(ending: Ending, hasKeychain: boolean) {
  const folder = await temporaryFolder();
  const orders: Orders = {
    folder,
    hasKeychain,
    url: await serve(),
    client: SECRETS['client secret'],
    proxy: SECRETS['proxy password'],
    variable: SECRETS['secret variable'],
    key: JSON.stringify(jwk),
  };
  const child = spawn(process.execPath, [PROGRAM], { stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close');
  child.stdin.write(`${JSON.stringify(orders)}\n`);
  await Promise.race([once(child.stdout, 'data'), ended]);
  // Else this says what went wrong.
  expect(output).toBe('ready\n');
  const seen = await seenOf(child.pid ?? 0);
  if (ending === 'SIGKILL') child.kill('SIGKILL');
  else child.stdin.write(`${ending}\n`);
  const [code] = await ended;
  return { code, places: { ...seen, output, ...(await filesOf(folder)) } as Record<string, string> };
}

describe.each([
  ['with a keychain', true],
  ['without a keychain', false],
])('%s', (_, hasKeychain) => {
  it.each(['quit', 'SIGKILL', 'crash'] as const)(
    '%s leaves no secret in the open',
    async (ending) => {
      const { code, places } = await useSecrets(ending, hasKeychain);
      expect(code).toBe({ quit: 0, SIGKILL: null, crash: 1 }[ending]);
      const found = Object.entries(places).flatMap(([place, text]) =>
        Object.entries(TRACES).flatMap(([kind, traces]) =>
          traces.filter((trace) => text.includes(trace)).map((trace) => `${kind} in ${place}: ${trace}`),
        ),
      );
      expect(found).toEqual([]);
      // The runs were recorded: what is not found was looked for in the right place.
      expect(places['workspaces.json']).toContain('searched');
      expect(places['history.jsonl']?.length).toBeGreaterThan(1_000);
      if (!hasKeychain) expect(places['history.jsonl']).toContain('http://api.example/orders');
    },
    120_000,
  );
});
