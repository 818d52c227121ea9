import type { Exchange } from '../../http/exchange.ts';
import { responseHeader } from '../../http/response.ts';
import { duration, time } from '../quote.ts';

export interface ClockSkew {
  /** Milliseconds by which the server's clock is ahead; negative when it is behind. */
  readonly ahead: number;
  /** What was compared, in a sentence or two. */
  readonly seen: string;
}

/** By how much the server's clock differs, by its Date header (RFC 9110 §6.6.1), which has whole seconds; null when it hardly does. */
export function clockSkew({ response, startedAt, timings }: Exchange): ClockSkew | null {
  const date = Date.parse(responseHeader(response?.headers ?? [], 'date') ?? '');
  if (Number.isNaN(date)) return null;
  const end = startedAt + timings.total;
  const ahead = date > end ? date - end : date + 1000 < startedAt ? date - startedAt : 0;
  if (Math.abs(ahead) < 10_000) return null;
  return {
    ahead,
    seen: `Date: ${time(date)}; here it was ${time(end)}. The server is ${duration(ahead)} ${ahead > 0 ? 'ahead' : 'behind'}.`,
  };
}
