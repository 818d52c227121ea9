import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestLog } from '../log/request-log.ts';
import { route } from '../routes.ts';
import type { ServerState } from '../server-state.ts';
import type { Answer, MaybePromise } from './answer.ts';
import { isLoopbackHost } from './host-header.ts';
import { quote, refuse } from './oauth-error.ts';
import { readBody } from './read-body.ts';
import type { ServerRequest } from './request.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';

export interface ServeOptions {
  /** The state as of now: it changes with the configuration. */
  readonly state: () => MaybePromise<ServerState>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly log: RequestLog;
  readonly bodyLimit: number;
}

/** How long a client whose body was refused may go on sending, so that it gets to read why. */
const LINGER_MS = 1000;

/** The listener of node:http and node:https servers: one request in, one answer and one line of log out. */
export function createRequestListener(
  options: ServeOptions,
): (message: IncomingMessage, response: ServerResponse) => void {
  return (message, response) => void serve(message, response, options);
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  options: ServeOptions,
): Promise<void> {
  const at = options.clock();
  const started = performance.now();
  const target = parseTarget(message.url ?? '');
  // Taken now: a closed socket no longer knows it.
  const remotePort = message.socket.remotePort ?? 0;
  let answer: Answer;
  try {
    answer = await decide(message, target, options, at);
  } catch (cause) {
    answer = message.complete ? internalError(cause) : incompleteBody();
  }
  const note = () => {
    const wasSent = response.writableFinished;
    options.log.add({
      at,
      method: message.method ?? '',
      path: target.path.slice(0, 500),
      status: wasSent ? answer.status : 0,
      duration: roundMilliseconds(performance.now() - started),
      remotePort,
      clientId: answer.clientId,
      decision: wasSent ? answer.decision : `the client left before it was told: ${answer.decision}`,
    });
  };
  if (response.destroyed) {
    note();
    return;
  }
  response.once('close', note);
  send(message, response, answer);
}

async function decide(
  message: IncomingMessage,
  target: RequestTarget,
  options: ServeOptions,
  now: number,
): Promise<Answer> {
  const host = target.host ?? message.headers.host;
  if (host === undefined || !isLoopbackHost(host)) return misdirected(host);
  const body = hasBody(message) ? await readBody(message, options.bodyLimit) : NO_BODY;
  if (!body.ok) return bodyTooLarge(options.bodyLimit);
  const { headers } = message;
  const request: ServerRequest = {
    method: message.method ?? '',
    path: target.path,
    query: target.query,
    headers,
    authorizations: headers.authorization === undefined ? NONE : authorizationsOf(message),
    body: body.text,
  };
  return route(request, await options.state(), now);
}

const NONE: readonly string[] = [];
const NO_BODY = { ok: true, text: '' } as const;

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

function authorizationsOf({ headersDistinct }: IncomingMessage): readonly string[] {
  return headersDistinct.authorization ?? NONE;
}

function send(message: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { body, status } = answer;
  const headers = [...answer.headers];
  // RFC 9110 §8.6: 204 has none.
  if (status !== 204) headers.push('Content-Length', String(Buffer.byteLength(body)));
  if (status !== 413) {
    response.writeHead(status, headers);
    response.end(body);
    return;
  }
  headers.push('Connection', 'close');
  response.writeHead(status, headers);
  response.write(body);
  // Closing while the client still sends would make its system throw our answer away.
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  message.once('end', end);
  message.once('error', end);
  message.resume();
}

/** RFC 9110 §15.5.20: not the server for this name. */
function misdirected(host: string | undefined): Answer {
  const said = host === undefined ? 'is missing' : `is ${quote(host)}`;
  const description = `This server answers to localhost, 127.0.0.1 and [::1] only, but the Host header ${said}`;
  return refuse({ error: 'invalid_request', description, status: 421 });
}

function bodyTooLarge(limit: number): Answer {
  const description = `The body is larger than ${limit} bytes`;
  return refuse({ error: 'invalid_request', description, status: 413 });
}

function incompleteBody(): Answer {
  return refuse({ error: 'invalid_request', description: 'The body is incomplete' });
}

function internalError(cause: unknown): Answer {
  // A bug: the whole of it to the terminal, none of it to the client.
  console.error(cause);
  const reason = `a bug in the token server: ${cause instanceof Error ? cause.message : String(cause)}`;
  return refuse({
    error: 'server_error',
    description: 'Something went wrong in the server',
    reason,
    status: 500,
  });
}

function roundMilliseconds(duration: number): number {
  return Math.round(duration * 1000) / 1000;
}
