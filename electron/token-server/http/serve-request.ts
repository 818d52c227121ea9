import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { basicCredentialsOf, decodeBasic } from '../../../shared/oauth/methods/basic.ts';
import { parseForm } from '../../../shared/text/form-encoding.ts';
import type { TokenRequestFacts } from '../../../shared/token-server/state.ts';
import type { ClientCertificate } from '../certificates/client-certificate.ts';
import { type AnswerFaults, type RequestFaults, takeFaults } from '../faults/request-faults.ts';
import type { RequestLog } from '../log/request-log.ts';
import { canonicalPath, PATHS } from '../paths.ts';
import { route } from '../routes.ts';
import type { ServerState } from '../server-state.ts';
import type { Answer } from './answer.ts';
import { isKnownHost } from './host-header.ts';
import {
  bodyTooLarge,
  incompleteBody,
  internalError,
  misdirected,
  missingHost,
  repeatedHeader,
  unknownTransferCoding,
  unknownVersion,
} from './own-refusals.ts';
import { readBody } from './read-body.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';
import { sendAnswer } from './send-answer.ts';

export interface ServeOptions {
  /** The current state: it changes with the configuration. */
  readonly state: () => ServerState | Promise<ServerState>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly log: RequestLog;
  readonly bodyLimit: number;
  /** Host names of the server besides loopback. */
  readonly names: () => readonly string[];
  readonly faults: AnswerFaults;
  /** For a connection; null if no client certificates are requested. */
  readonly readCertificate: ((socket: Socket) => ClientCertificate | null) | null;
}

/** The request listener for node:http and node:https: one request, one response, one log line. */
export function createRequestListener(
  options: ServeOptions,
): (message: IncomingMessage, response: ServerResponse) => void {
  return (message, response) => void new Serving(message, response, options).serve();
}

/** One request in progress. */
class Serving {
  readonly #message: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #options: ServeOptions;
  readonly #at: number;
  readonly #started: number;
  readonly #target: RequestTarget;
  readonly #remotePort: number;
  #faults: RequestFaults | null = null;
  /** The body of a token request, for the log. */
  #tokenRequest: string | null = null;

  constructor(message: IncomingMessage, response: ServerResponse, options: ServeOptions) {
    this.#message = message;
    this.#response = response;
    this.#options = options;
    this.#at = options.clock();
    this.#started = performance.now();
    this.#target = parseTarget(message.url ?? '');
    // Read now: a closed socket no longer has it.
    this.#remotePort = message.socket.remotePort ?? 0;
  }

  async serve(): Promise<void> {
    try {
      this.#finish(await this.#answer());
    } catch (cause) {
      this.#finish(internalError(cause));
    }
  }

  async #answer(): Promise<Answer> {
    const refusal = refuseHead(this.#message, this.#target.host, this.#options.names());
    if (refusal !== null) return refusal;
    const { bodyLimit, faults, state } = this.#options;
    const outcome = await readBody(this.#message, bodyLimit);
    if (outcome.status === 'incomplete') return incompleteBody();
    if (outcome.status === 'too-large') return bodyTooLarge(bodyLimit);
    const current = await state();
    const path = canonicalPath(this.#target.path, current.paths);
    if (this.#message.method === 'POST' && path === PATHS.token) this.#tokenRequest = outcome.text;
    if (faults.board.threatensAnswers) this.#faults = takeFaults(faults, path);
    return this.#faults?.replacement ?? this.#route(outcome.text, current);
  }

  #route(body: string, state: ServerState): Promise<Answer> {
    const { method = '' } = this.#message;
    const { path, query } = this.#target;
    const headers = this.#headersWithHost(state);
    const authorizations = headers.authorization === undefined ? NONE : authorizationsOf(this.#message);
    const { readCertificate } = this.#options;
    const certificate = readCertificate === null ? null : readCertificate(this.#message.socket);
    const request = { method, path, query, headers, authorizations, body, certificate };
    const deviation = this.#faults?.deviation ?? null;
    return route(request, deviation === null ? state : { ...state, deviation }, this.#at);
  }

  /** An absolute target's host replaces the Host header. HTTP/1.0 may have none: use the server's own. */
  #headersWithHost({ endpoints }: ServerState): IncomingHttpHeaders {
    const { headers } = this.#message;
    const { host } = this.#target;
    if (host === null && headers.host !== undefined) return headers;
    return { ...headers, host: host ?? new URL(endpoints.baseUrl).host };
  }

  #finish(decided: Answer): void {
    const faults = this.#faults;
    const answer = faults === null ? decided : faults.alter(decided, this.#options.clock());
    if (this.#response.destroyed) {
      this.#note(answer);
      return;
    }
    this.#response.on('close', () => this.#note(answer));
    if (faults === null) sendAnswer(this.#message, this.#response, answer);
    else faults.deliver(this.#message, this.#response, answer);
  }

  #note(answer: Answer): void {
    const wasSent = this.#response.writableFinished;
    // If a fault withheld the response, its decision already says that.
    const isTold = wasSent || this.#faults !== null;
    this.#options.log.add({
      at: this.#at,
      method: this.#message.method ?? '',
      path: this.#target.path.slice(0, 500),
      status: wasSent ? answer.status : 0,
      duration: roundMilliseconds(performance.now() - this.#started),
      remotePort: this.#remotePort,
      clientId: answer.clientId ?? this.#claimedClientId(),
      decision: isTold ? answer.decision : `the client left before the response: ${answer.decision}`,
      ...(answer.fault === undefined ? {} : { fault: answer.fault }),
      encrypted: this.#message.socket instanceof TLSSocket,
      ...(this.#tokenRequest === null ? {} : { tokenRequest: factsOf(answer) }),
    });
  }

  /** The client that a token request names, if it was answered before its client was checked. */
  #claimedClientId(): string | null {
    if (this.#tokenRequest === null) return null;
    const { authorization } = this.#message.headers;
    const basic = decodeBasic(basicCredentialsOf(authorization ?? '') ?? '');
    const inBody = parseForm(this.#tokenRequest).find(([name]) => name === 'client_id');
    return (basic?.form.clientId ?? inBody?.[1])?.slice(0, 1000) ?? null;
  }
}

function factsOf({ headers, issued }: Answer): TokenRequestFacts {
  const at = headers.indexOf('Retry-After');
  return {
    ...(at < 0 ? {} : { retryAfterSeconds: Number(headers[at + 1]) }),
    ...(issued === undefined ? {} : { issued }),
  };
}

const NONE: readonly string[] = [];

function authorizationsOf({ headersDistinct }: IncomingMessage): readonly string[] {
  return headersDistinct.authorization ?? NONE;
}

/** Rejects a request by its head, before its body is read; `targetHost` is from an absolute target. */
function refuseHead(
  message: IncomingMessage,
  targetHost: string | null,
  names: readonly string[],
): Answer | null {
  const { headers, httpVersion } = message;
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return unknownVersion(httpVersion);
  // HTTP/1.0 does not require it.
  if (headers.host === undefined && httpVersion === '1.1') return missingHost();
  const host = targetHost ?? headers.host;
  if (host !== undefined && !isKnownHost(host, names)) return misdirected(host, names);
  const repeated = findRepeated(message);
  if (repeated !== null) return repeatedHeader(repeated);
  const coding = headers['transfer-encoding'];
  return coding === undefined || coding.toLowerCase() === 'chunked' ? null : unknownTransferCoding(coding);
}

/** `headers` keeps only the first of these, so check the raw ones. */
const SINGLE_HEADERS = ['Host', 'Content-Type'] as const;

function findRepeated({ rawHeaders }: IncomingMessage): string | null {
  return SINGLE_HEADERS.find((name) => countOf(name, rawHeaders) > 1) ?? null;
}

function countOf(name: string, rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const each = rawHeaders[index];
    // The length first: this runs for each header of each request.
    if (each?.length === name.length && each.toLowerCase() === name.toLowerCase()) count += 1;
  }
  return count;
}

function roundMilliseconds(duration: number): number {
  return Math.round(duration * 1000) / 1000;
}
