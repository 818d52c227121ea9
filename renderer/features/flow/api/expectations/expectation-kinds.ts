import type { Expectation } from '../../../../../shared/model/workspace.ts';

export type ExpectationKind = Expectation['kind'];

/** The kinds as the list names them, each with what a new one expects. */
export const EXPECTATION_KINDS: Readonly<
  Record<ExpectationKind, { readonly label: string; readonly blank: Expectation }>
> = {
  status: { label: 'Status', blank: { kind: 'status', status: 200 } },
  refused: { label: 'Refused with', blank: { kind: 'refused', error: 'insufficient_scope' } },
  header: {
    label: 'Header',
    blank: { kind: 'header', name: 'Content-Type', match: 'matches', value: 'json' },
  },
  json: { label: 'JSON', blank: { kind: 'json', path: '$', match: 'exists', value: '' } },
  time: { label: 'Within', blank: { kind: 'time', belowMs: 1_000 } },
};

/** The error codes of RFC 6750 §3.1; an API may have others. */
export const REFUSAL_CODES: readonly string[] = ['insufficient_scope', 'invalid_token', 'invalid_request'];

export const MATCHES = [
  { value: 'exists', label: 'exists' },
  { value: 'equals', label: 'equals' },
  { value: 'matches', label: 'matches' },
] as const;
