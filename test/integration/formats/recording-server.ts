import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Recorded {
  readonly method: string;
  readonly target: string;
  /** Names in lower case. */
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface RecordingServer {
  readonly origin: string;
  /** Everything received since the last call. */
  take(): Recorded[];
  close(): Promise<void>;
}

/**
 * A token endpoint (`/token`) that issues token-1, token-2 … without looking at the request, and an API (any other
 * path) that refuses token-1 as a revoked one. It writes down what it got.
 */
export async function startRecordingServer(
  certificate: { readonly cert: string; readonly key: string } | null = null,
): Promise<RecordingServer> {
  const recorded: Recorded[] = [];
  let issued = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.url ?? '';
    const isTokenCall = target.startsWith('/token');
    recorded.push({
      method: request.method ?? '',
      target,
      headers: request.headers,
      body: await text(request),
    });
    response.setHeader('content-type', 'application/json');
    if (isTokenCall) {
      issued += 1;
      response.end(`{"access_token":"token-${issued}","token_type":"bearer","expires_in":299}`);
      return;
    }
    const isAccepted = request.headers.authorization !== 'Bearer token-1';
    response.statusCode = isAccepted ? 200 : 401;
    response.end(isAccepted ? '{"message":"hello"}' : '');
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => void answer(request, response);
  const server = certificate ? createHttpsServer(certificate, listener) : createHttpServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    take: () => {
      issued = 0;
      return recorded.splice(0);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
