import type { Exchange } from '../../http/exchange.ts';
import { responseHeader } from '../../http/response.ts';
import { parseJsonObject } from '../../json/json-object.ts';
import type { TokenOutcome } from '../token/token-outcome.ts';
import { readError } from '../token/token-response.ts';

/** The content of a revocation response. */
export type RevocationOutcome =
  /** Revoked, or never valid: servers send 200 for both (RFC 7009 §2.2). */
  | { readonly kind: 'revoked' }
  /** 503: the token still exists; retry later (RFC 7009 §2.2.1). */
  | { readonly kind: 'kept'; readonly retryAfter: string | null }
  | Extract<TokenOutcome, { kind: 'error' }>
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'no-response' };

/** Reads a revocation response by its status; a success body is ignored (RFC 7009 §2.2). Never throws. */
export function readRevocation({ response }: Exchange): RevocationOutcome {
  if (!response) return { kind: 'no-response' };
  const { status, headers, body } = response;
  if (status >= 200 && status < 300) return { kind: 'revoked' };
  if (status === 503) return { kind: 'kept', retryAfter: responseHeader(headers, 'retry-after') };
  const members = status >= 400 ? parseJsonObject(body.text) : null;
  return (members && readError(members)) ?? { kind: 'refused', status };
}
