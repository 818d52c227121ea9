import type { Socket } from 'node:net';
import { challengeOf, parseChallenges } from '../../../../shared/oauth/challenge.ts';
import { ProxyError, type ProxyRoute, proxyAuthorization, proxyUrl } from './proxy-route.ts';

const MAX_ANSWER_BYTES = 64 * 1024;

/** Asks the proxy to connect to `host:port` (RFC 9110 §9.3.6). Then the socket leads to the server. */
export async function openTunnel(socket: Socket, host: string, proxy: ProxyRoute): Promise<void> {
  const authorization = proxyAuthorization(proxy);
  const answer = readHead(socket, proxy);
  socket.write(
    [
      `CONNECT ${host} HTTP/1.1`,
      `host: ${host}`,
      ...(authorization === null ? [] : [`proxy-authorization: ${authorization}`]),
      '\r\n',
    ].join('\r\n'),
  );
  const head = await answer;
  const status = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?\r?\n/.exec(head);
  if (!status) {
    throw new ProxyError(`The proxy ${proxyUrl(proxy)} did not respond in HTTP.`, 'ERR_PROXY_ANSWER');
  }
  const [, code = '', reason = ''] = status;
  if (code.startsWith('2')) return;
  const { suffix, words } = code === '407' ? explainRefusal(head, authorization !== null) : PLAIN;
  throw new ProxyError(
    `The proxy ${proxyUrl(proxy)} returned ${`${code} ${reason.slice(0, 200)}`.trim()} to CONNECT ${host}.${words}`,
    `HTTP_${code}${suffix}`,
  );
}

const PLAIN = { suffix: '', words: '' };

/** Whether credentials would help. Only Basic is supported (RFC 7617), and sent credentials may be wrong. */
function explainRefusal(head: string, wereSent: boolean): typeof PLAIN {
  const fields = [...head.matchAll(/^proxy-authenticate:[ \t]*(.*?)[ \t]*\r?$/gim)];
  const challenges = parseChallenges(fields.map(([, value = '']) => value));
  if (challenges.length > 0 && !challengeOf(challenges, 'Basic')) {
    const schemes = [...new Set(challenges.map(({ scheme }) => scheme))].join(', ');
    return { suffix: '_SCHEME', words: ` It offers: ${schemes.slice(0, 100)}.` };
  }
  return wereSent ? { suffix: '_REFUSED', words: '' } : PLAIN;
}

function readHead(socket: Socket, proxy: ProxyRoute): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = '';
    const onData = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      const end = /\r?\n\r?\n/.exec(head);
      if (!end && head.length <= MAX_ANSWER_BYTES) return;
      stop();
      const isWhole = end !== null && end.index + end[0].length === head.length;
      // A rejection has a body. A server behind the tunnel does not speak first.
      if (isWhole || !/^HTTP\/1\.[01] 2/.test(head)) resolve(head);
      else
        reject(
          new ProxyError(`The proxy ${proxyUrl(proxy)} sent more than its response.`, 'ERR_PROXY_ANSWER'),
        );
    };
    const onEnd = () => {
      stop();
      reject(
        new ProxyError(
          `The proxy ${proxyUrl(proxy)} closed the connection without a response.`,
          'ERR_PROXY_CLOSED',
        ),
      );
    };
    const onError = (error: Error) => {
      stop();
      reject(error);
    };
    const stop = () => {
      socket.pause();
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError);
    };
    socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
  });
}
