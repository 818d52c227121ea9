import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { Agent } from 'undici';
import { onTestFinished } from 'vitest';
import { hashSecret } from '../../../electron/token-server/clients/secret-hash.ts';
import {
  createTokenServer,
  type TokenServer,
  type TokenServerOptions,
} from '../../../electron/token-server/server.ts';
import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import type { TokenServerEndpoints } from '../../../shared/token-server/state.ts';

export const SECRET = 'Secr3t!';
export const GRANT = `grant_type=client_credentials&client_id=server&client_secret=${SECRET}`;

const authentication = { method: 'secret', hash: await hashSecret(SECRET, 1024) } as const;
const awkward = { method: 'secret', hash: await hashSecret('a%41+b: ünï&=', 1024) } as const;
export const CONFIG: TokenServerConfig = {
  scheme: 'https',
  port: 0,
  clients: [
    { clientId: 'server', description: '', authentication, scopes: ['read', 'write'], tokenLifetime: 299 },
    { clientId: 'short-lived', description: '', authentication, scopes: ['read', 'write'], tokenLifetime: 5 },
    { clientId: 'a+b %41', description: '', authentication: awkward, scopes: ['read'], tokenLifetime: 60 },
  ],
};

export async function makeTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'credence-token-server-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface StartedServer {
  readonly server: TokenServer;
  readonly endpoints: TokenServerEndpoints;
  readonly port: number;
  readonly ca: string;
}

/** A server on a free port, stopped at the end of the test. */
export async function startServer(
  config: Partial<TokenServerConfig> = {},
  options: Partial<TokenServerOptions> = {},
): Promise<StartedServer> {
  const dataDir = options.dataDir ?? (await makeTemporaryFolder());
  const server = createTokenServer({ ...CONFIG, ...config }, { ...options, dataDir });
  onTestFinished(() => server.stop());
  const state = await server.start();
  if (state.status !== 'running') throw new Error(JSON.stringify(state));
  const { endpoints } = state;
  return { server, endpoints, port: Number(new URL(endpoints.baseUrl).port), ca: endpoints.caPem ?? '' };
}

/** What a client shows of itself in a handshake; PEM. */
export interface ShownCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Verifies certificates, trusting our authority alone. */
export function trusting(ca: string, shown: ShownCertificate | null = null): Agent {
  const agent = new Agent({ connect: { ca, ...shown } });
  onTestFinished(() => agent.destroy());
  return agent;
}

/** A connection to write raw bytes to, and all that comes back until it is closed. */
export async function openSocket(
  { ca, port }: { ca?: string; port: number },
  host = '127.0.0.1',
): Promise<RawConnection> {
  const socket = ca ? connectTls({ port, host, ca, servername: 'localhost' }) : connect({ port, host });
  onTestFinished(() => void socket.destroy());
  await new Promise<void>((resolve, reject) => {
    socket.once(ca ? 'secureConnect' : 'connect', resolve);
    socket.once('error', reject);
  });
  return new RawConnection(socket);
}

export class RawConnection {
  readonly socket: Socket;
  readonly closed: Promise<string>;
  #received = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#received += chunk.toString();
    });
    // A reset after the answer is the server's way to end a bad connection.
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.once('close', () => resolve(this.#received));
    });
  }

  /** Sends a request that asks for the connection to be closed, and resolves to the whole answer. */
  async exchange(bytes: string): Promise<string> {
    this.socket.write(bytes);
    return this.closed;
  }
}
