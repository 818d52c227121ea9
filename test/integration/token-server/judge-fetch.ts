import type { CustomFetch } from 'openid-client';
import { fetch as undiciFetch } from 'undici';
import { type ShownCertificate, type StartedServer, trusting } from './support.ts';

/** The judges' own fetch, through a dispatcher that verifies certificates against our authority. */
export function verifyingFetch(
  { ca }: Pick<StartedServer, 'ca'>,
  shown: ShownCertificate | null = null,
): CustomFetch {
  const dispatcher = trusting(ca, shown);
  return async (url, options) => {
    const answer = await undiciFetch(url, {
      method: options.method,
      headers: options.headers,
      body: options.body === undefined || options.body === null ? null : String(options.body),
      redirect: 'manual',
      dispatcher,
    });
    const { headers, status } = answer;
    const text = await answer.text();
    const body = [204, 205, 304].includes(status) ? null : text;
    return new Response(body, { status, headers: [...headers] });
  };
}
