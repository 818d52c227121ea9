import type { Server as HttpServer } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import type { ServerClient } from '../../shared/token-server/server-client.ts';
import type { TokenServerEndpoints } from '../../shared/token-server/state.ts';
import type { ServerCertificate } from './certificates/certificate-store.ts';
import { createClientRegistry } from './clients/client-registry.ts';
import type { SecretChecker } from './clients/secret-checker.ts';
import { buildDocuments } from './endpoints/build-documents.ts';
import type { FaultBoard } from './faults/fault-board.ts';
import { exposeHandshakes } from './faults/faulty-handshakes.ts';
import { createRawSockets } from './faults/raw-sockets.ts';
import type { WrongCertificates } from './faults/wrong-certificates.ts';
import type { ServerLimits } from './http/limits.ts';
import { createRequestListener } from './http/serve-request.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { createListener, type ListenerOptions } from './listen/create-listener.ts';
import { listenOnLoopback } from './listen/listen.ts';
import { trackConnections } from './listen/open-connections.ts';
import type { RequestLog } from './log/request-log.ts';
import { endpointsAt } from './paths.ts';
import type { ServerState } from './server-state.ts';
import type { TokenStore } from './tokens/token-store.ts';

/** What outlives one run of the server: it moves to another port with its tokens. */
export interface ServerParts {
  readonly clock: () => number;
  readonly keys: KeyRing;
  readonly limits: ServerLimits;
  readonly log: RequestLog;
  readonly secrets: SecretChecker;
  readonly tokens: TokenStore;
  readonly faults: FaultBoard;
  readonly wrongCertificates: WrongCertificates;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  readonly endpoints: TokenServerEndpoints;
  /** From the next request on. */
  setClients(clients: readonly ServerClient[]): void;
  /** From the next connection on. */
  setCertificate(certificate: ServerCertificate): void;
  /** Connections that wait for another request end, so that the next request shakes hands anew. */
  closeIdleConnections(): void;
  close(): Promise<void>;
}

/** Listens as the configuration says; `certificate` is null for plain HTTP. Rejects with the platform's error. */
export async function openServer(
  config: TokenServerConfig,
  certificate: ServerCertificate | null,
  { clock, faults, keys, limits, log, secrets, tokens, wrongCertificates }: ServerParts,
): Promise<RunningServer> {
  // Made once the port is known; a request that comes in between waits.
  let state: Promise<ServerState> | ServerState;
  let isOpen: (state: ServerState) => void = () => undefined;
  state = new Promise<ServerState>((resolve) => {
    isOpen = resolve;
  });

  const rawSockets = createRawSockets();
  const onRequest = createRequestListener({
    state: () => state,
    clock,
    log,
    bodyLimit: limits.bodyBytes,
    faults: { board: faults, rawSockets },
  });
  const listener: ListenerOptions = {
    certificate,
    limits,
    onRequest,
    onConnectionError: (entry) => log.add({ ...entry, at: clock(), path: '', duration: 0, clientId: null }),
  };
  const create = () => {
    const server = createListener(listener);
    if (server instanceof HttpsServer) exposeHandshakes(server, listener, faults, wrongCertificates);
    rawSockets.watch(server);
    return server;
  };
  const { port, servers } = await listenOnLoopback(config.port, create);
  const connections = servers.map(trackConnections);

  // URL leaves out a scheme's own port, and so do clients.
  const baseUrl = new URL(`${config.scheme}://localhost:${port}`).origin;
  const endpoints = endpointsAt(baseUrl, certificate?.caPem ?? null);
  const makeState = (allClients: readonly ServerClient[]): ServerState => {
    const clients = createClientRegistry(allClients);
    const documents = buildDocuments(endpoints, clients.scopes);
    return { endpoints, clients, secrets, tokens, keys, documents, deviation: null };
  };
  const first = makeState(config.clients);
  state = first;
  isOpen(first);

  return {
    port,
    endpoints,
    setClients: (clients) => {
      state = makeState(clients);
    },
    setCertificate: (renewed) => {
      for (const server of servers) renew(server, renewed);
    },
    closeIdleConnections: () => {
      for (const server of servers) server.closeIdleConnections();
    },
    close: async () => {
      await Promise.all(connections.map((open) => open.close()));
    },
  };
}

function renew(server: HttpServer | HttpsServer, { certificate, key }: ServerCertificate): void {
  if (server instanceof HttpsServer)
    server.setSecureContext({ key, cert: certificate, minVersion: 'TLSv1.2' });
}
