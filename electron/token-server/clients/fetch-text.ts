import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import * as tls from 'node:tls';
import { err, ok, type Result } from '../../../shared/result.ts';
import { quote } from '../http/oauth-error.ts';

/** Fetches a small text, or describes the failure. Never rejects. */
export type FetchText = (url: string) => Promise<Result<string, string>>;

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/**
 * Fetches with verified certificates, no redirects, no credentials, and limits on time and size. Trusts
 * `localAuthority` in addition to Node's CAs: this machine may serve the key set.
 */
export function createFetchText(localAuthority: () => string | null): FetchText {
  return (url) =>
    new Promise((resolve) => {
      const isHttps = url.startsWith('https:');
      // Without Accept-Encoding, a server may compress the response (RFC 9110 §12.5.3).
      const headers = { accept: 'application/jwk-set+json, application/json', 'accept-encoding': 'identity' };
      const options = { headers, agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
      const onResponse = (response: IncomingMessage) => void readText(response).then(resolve);
      const request = isHttps
        ? getHttps(url, { ...options, ca: [...trusted(localAuthority())] }, onResponse)
        : getHttp(url, options, onResponse);
      request.on('error', (error) => resolve(err(describe(error))));
    });
}

function trusted(localAuthority: string | null): readonly string[] {
  // Node 20 lacks it; newer versions also include NODE_EXTRA_CA_CERTS.
  const { getCACertificates }: Partial<Pick<typeof tls, 'getCACertificates'>> = tls;
  const known = getCACertificates?.() ?? tls.rootCertificates;
  return localAuthority === null ? known : [...known, localAuthority];
}

async function readText(response: IncomingMessage): Promise<Result<string, string>> {
  const { headers, statusCode = 0 } = response;
  if (statusCode !== 200) {
    response.destroy();
    const where = headers.location === undefined ? '' : ', and redirects are not followed';
    return err(`the response has status ${statusCode}${where}`);
  }
  const { 'content-encoding': encoding = 'identity' } = headers;
  if (encoding !== 'identity') {
    response.destroy();
    return err(`it is compressed (${quote(encoding)}), which was not asked for`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) return err(`it is larger than ${MAX_BYTES} bytes`);
      chunks.push(chunk);
    }
    return ok(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    return err(describe(cause));
  }
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'AbortError' || cause.name === 'TimeoutError')
    return `no response within ${TIMEOUT_MS / 1000} s`;
  // Node's error for an incomplete body.
  if (cause.message === 'aborted') return 'the connection ended in the middle of it';
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message;
}
