import { Server as HttpsServer } from 'node:https';
import { isIPv6 } from 'node:net';
import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import { PRESETS } from '../../shared/token-server/presets.ts';
import { mutualTlsOf, rulesOf } from '../../shared/token-server/server-rules.ts';
import type { TokenServerEndpoints } from '../../shared/token-server/state.ts';
import type { ServerCertificate } from './certificates/certificate-store.ts';
import { readClientCertificate } from './certificates/client-certificate.ts';
import { createClientRegistry } from './clients/client-registry.ts';
import { describeReach } from './config-notices.ts';
import { buildDocuments } from './endpoints/build-documents.ts';
import type { FaultBoard } from './faults/fault-board.ts';
import { exposeHandshakes } from './faults/faulty-handshakes.ts';
import { createRawSockets } from './faults/raw-sockets.ts';
import type { WrongCertificates } from './faults/wrong-certificates.ts';
import type { ServerLimits } from './http/limits.ts';
import { createRequestListener } from './http/serve-request.ts';
import { askForCertificate } from './listen/client-certificates.ts';
import { createListener, type ListenerOptions, type WebServer } from './listen/create-listener.ts';
import { SecondPortError } from './listen/describe-failure.ts';
import { type Listening, listenOn } from './listen/listen.ts';
import { serveNetworkNames } from './listen/network-certificate.ts';
import { type OpenConnections, trackConnections } from './listen/open-connections.ts';
import type { RequestLog } from './log/request-log.ts';
import { endpointsAt, pathsOf } from './paths.ts';
import type { ServerState, StateParts } from './server-state.ts';

/** What survives one run of the server: it keeps its tokens when it moves to another port. */
export interface ServerParts extends StateParts {
  readonly clock: () => number;
  readonly limits: ServerLimits;
  readonly log: RequestLog;
  readonly faults: FaultBoard;
  readonly wrongCertificates: WrongCertificates;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** The second port, for mutual TLS; null if there is none. */
  readonly mutualTlsPort: number | null;
  readonly endpoints: TokenServerEndpoints;
  /** Applies clients and rules from the next request, trusted CAs from the next connection. Closes idle connections. */
  configure(config: TokenServerConfig): void;
  /** From the next connection on. */
  setCertificate(certificate: ServerCertificate): void;
  /** Closes idle connections, so that the next request starts a new handshake. */
  closeIdleConnections(): void;
  close(): Promise<void>;
}

/** Listens as configured; `certificate` is null for plain HTTP. Rejects with the platform's error. */
export async function openServer(
  config: TokenServerConfig,
  certificate: ServerCertificate | null,
  parts: ServerParts,
): Promise<RunningServer> {
  const run = new Run(config, certificate, parts);
  await run.open();
  return run;
}

class Run implements RunningServer {
  readonly #parts: ServerParts;
  #config: TokenServerConfig;
  #certificate: ServerCertificate | null;
  /** Created once the ports are known; earlier requests wait. */
  #state: Promise<ServerState> | ServerState;
  #isOpen: (state: ServerState) => void = () => undefined;
  #doors: readonly Door[] = [];
  port = 0;
  mutualTlsPort: number | null = null;
  endpoints: TokenServerEndpoints = endpointsAt('', null);

  constructor(config: TokenServerConfig, certificate: ServerCertificate | null, parts: ServerParts) {
    this.#config = config;
    this.#certificate = certificate;
    this.#parts = parts;
    this.#state = new Promise<ServerState>((resolve) => {
      this.#isOpen = resolve;
    });
  }

  async open(): Promise<void> {
    const { port, scheme } = this.#config;
    const mutualTls = mutualTlsOf(this.#config);
    const main = await this.#openDoor(port, mutualTls.mode === 'same-port');
    this.#doors = [main];
    this.port = main.port;
    if (mutualTls.mode === 'separate-port') {
      try {
        this.#doors = [main, await this.#openDoor(mutualTls.port, true)];
      } catch (cause) {
        await this.close();
        throw new SecondPortError(mutualTls.port, cause);
      }
      this.mutualTlsPort = this.#doors[1]?.port ?? null;
    }
    const second = this.mutualTlsPort === null ? null : baseUrlAt(scheme, this.mutualTlsPort);
    this.endpoints = {
      ...endpointsAt(
        baseUrlAt(scheme, main.port),
        this.#certificate?.caPem ?? null,
        second,
        this.#config.standIn,
      ),
      ...this.#networkEndpoints(main.port),
    };
    const state = this.#makeState();
    this.#state = state;
    this.#isOpen(state);
  }

  #networkEndpoints(port: number): Pick<TokenServerEndpoints, 'network'> {
    const { network, scheme } = this.#config;
    if (!network) return {};
    const urlOf = (name: string) =>
      new URL(`${scheme}://${isIPv6(name) ? `[${name}]` : name}:${port}`).origin;
    return {
      network: {
        baseUrls: network.names.map(urlOf),
        caPem: this.#certificate?.network?.caPem ?? null,
        host: network.host ?? null,
        warning: describeReach(network, scheme),
      },
    };
  }

  configure(config: TokenServerConfig): void {
    this.#config = config;
    this.#state = this.#makeState();
    for (const door of this.#doors) door.renew(config, this.#certificate);
  }

  setCertificate(certificate: ServerCertificate): void {
    this.#certificate = certificate;
    for (const door of this.#doors) door.renew(this.#config, certificate);
  }

  closeIdleConnections(): void {
    for (const { servers } of this.#doors) for (const server of servers) server.closeIdleConnections();
  }

  async close(): Promise<void> {
    await Promise.all(this.#doors.flatMap(({ connections }) => connections.map((open) => open.close())));
  }

  #makeState(): ServerState {
    const { apiOrigins, assertionsSeen, keySets, keys, nonces, proofsSeen, secrets, tokens, vault } =
      this.#parts;
    apiOrigins.add(this.endpoints.baseUrl);
    const clients = createClientRegistry(this.#config.clients);
    const asksForCertificates = mutualTlsOf(this.#config).mode !== 'off';
    return {
      endpoints: this.endpoints,
      paths: pathsOf(this.#config.standIn),
      preset: PRESETS[this.#config.standIn?.preset ?? 'curity'],
      targets: this.#config.targets ?? {},
      clients,
      rules: rulesOf(this.#config),
      asksForCertificates,
      documents: buildDocuments(this.endpoints, clients, asksForCertificates, pathsOf(this.#config.standIn)),
      deviation: null,
      apiOrigins,
      assertionsSeen,
      keySets,
      keys,
      nonces,
      proofsSeen,
      secrets,
      tokens,
      vault,
    };
  }

  async #openDoor(port: number, asksForCertificates: boolean): Promise<Door> {
    const { clock, faults, limits, log, wrongCertificates } = this.#parts;
    const certificate = this.#certificate;
    const rawSockets = createRawSockets();
    const handshakeOf = (config: TokenServerConfig, { caPem }: ServerCertificate) =>
      asksForCertificates ? askForCertificate(config, caPem) : {};
    let listener: ListenerOptions = {
      certificate,
      limits,
      handshake: certificate === null ? {} : handshakeOf(this.#config, certificate),
      onRequest: createRequestListener({
        state: () => this.#state,
        clock,
        log,
        bodyLimit: limits.bodyBytes,
        names: () => this.#config.network?.names ?? [],
        faults: { board: faults, rawSockets },
        readCertificate: asksForCertificates ? readClientCertificate : null,
      }),
      onConnectionError: (entry) => {
        const encrypted = entry.method === 'HTTP' ? { encrypted: false } : {};
        log.add({ ...entry, ...encrypted, at: clock(), path: '', duration: 0, clientId: null });
      },
    };
    const create = () => {
      const server = createListener(listener);
      if (server instanceof HttpsServer && certificate?.network) serveNetworkNames(server, () => listener);
      if (server instanceof HttpsServer) exposeHandshakes(server, () => listener, faults, wrongCertificates);
      rawSockets.watch(server);
      return server;
    };
    const listening = await listenOn(this.#config.network?.host ?? null, port, create);
    return {
      ...listening,
      connections: listening.servers.map(trackConnections),
      renew: (config, renewed) => {
        if (renewed === null) return;
        const handshake = handshakeOf(config, renewed);
        // The handshake already decided whose certificate it was.
        const trustsOthers = String(handshake.ca) !== String(listener.handshake.ca);
        listener = { ...listener, certificate: renewed, handshake };
        for (const server of listening.servers) {
          renew(server, listener);
          if (trustsOthers) server.closeIdleConnections();
        }
      },
    };
  }
}

/** A port of the server. */
interface Door extends Listening<WebServer> {
  readonly connections: readonly OpenConnections[];
  /** Applies this certificate and configuration to new connections. */
  renew(config: TokenServerConfig, certificate: ServerCertificate | null): void;
}

function renew(server: WebServer, { certificate, handshake: { ca } }: ListenerOptions): void {
  if (!(server instanceof HttpsServer) || certificate === null) return;
  const { certificate: cert, key } = certificate;
  server.setSecureContext({ key, cert, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) });
}

/** URL omits a scheme's default port, and so do clients. */
function baseUrlAt(scheme: TokenServerConfig['scheme'], port: number): string {
  return new URL(`${scheme}://localhost:${port}`).origin;
}
