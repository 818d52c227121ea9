import type { Exchange } from '../../http/exchange.ts';
import { responseHeader } from '../../http/response.ts';
import { parseJsonObject } from '../../json/json-object.ts';
import type { TokenOutcome } from '../token/token-outcome.ts';
import { readError } from '../token/token-response.ts';

/** What a revocation endpoint's answer says of the token. */
export type RevocationOutcome =
  /** It is over, or never was: a server says 200 to both (RFC 7009 §2.2). */
  | { readonly kind: 'revoked' }
  /** 503: the token still exists, and the client is to try again (RFC 7009 §2.2.1). */
  | { readonly kind: 'kept'; readonly retryAfter: string | null }
  | Extract<TokenOutcome, { kind: 'error' }>
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'no-response' };

/** Reads the answer to a revocation by its status; the body of a success is ignored (RFC 7009 §2.2). Never throws. */
export function readRevocation({ response }: Exchange): RevocationOutcome {
  if (!response) return { kind: 'no-response' };
  const { status, headers, body } = response;
  if (status >= 200 && status < 300) return { kind: 'revoked' };
  if (status === 503) return { kind: 'kept', retryAfter: responseHeader(headers, 'retry-after') };
  const members = status >= 400 ? parseJsonObject(body.text) : null;
  return (members && readError(members)) ?? { kind: 'refused', status };
}
