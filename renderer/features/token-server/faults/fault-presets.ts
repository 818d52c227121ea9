import type { Fault } from '../../../../shared/token-server/faults.ts';

/** A fault that is armed by one click. Its id is its own, so that a second click arms it anew and not twice. */
export interface FaultPreset {
  readonly label: string;
  readonly detail: string;
  readonly fault: Fault;
}

const ONCE = { mode: 'next', count: 1 } as const;
const ALWAYS = { mode: 'always' } as const;

/** What a client meets in the field, and its developer wants to see it survive. */
export const FAULT_PRESETS: readonly FaultPreset[] = [
  {
    label: '503, Retry-After 5',
    detail: 'next token request',
    fault: {
      id: 'preset-503',
      endpoint: 'token',
      effect: { kind: 'status', status: 503, retryAfter: 5 },
      occurrence: ONCE,
    },
  },
  {
    label: '429, Retry-After 30',
    detail: 'next 3 token requests',
    fault: {
      id: 'preset-429',
      endpoint: 'token',
      effect: { kind: 'status', status: 429, retryAfter: 30 },
      occurrence: { mode: 'next', count: 3 },
    },
  },
  {
    label: 'Token response 3 s late',
    detail: 'always',
    fault: {
      id: 'preset-delay',
      endpoint: 'token',
      effect: { kind: 'delay', milliseconds: 3000 },
      occurrence: ALWAYS,
    },
  },
  {
    label: 'Connection reset',
    detail: 'next token request',
    fault: {
      id: 'preset-reset',
      endpoint: 'token',
      effect: { kind: 'reset', when: 'before-headers' },
      occurrence: ONCE,
    },
  },
  {
    label: 'HTML page with 200',
    detail: 'next token request',
    fault: {
      id: 'preset-html',
      endpoint: 'token',
      effect: { kind: 'html', status: 200 },
      occurrence: ONCE,
    },
  },
  {
    label: 'Response without expires_in',
    detail: 'next token request',
    fault: {
      id: 'preset-omit',
      endpoint: 'token',
      effect: { kind: 'omit-member', member: 'expires_in' },
      occurrence: ONCE,
    },
  },
  {
    label: 'Expired token',
    detail: 'next token request',
    fault: {
      id: 'preset-token-expired',
      endpoint: 'token',
      effect: { kind: 'token', deviation: 'expired' },
      occurrence: ONCE,
    },
  },
  {
    label: 'Expired certificate',
    detail: 'every new connection',
    fault: {
      id: 'preset-certificate',
      endpoint: 'any',
      effect: { kind: 'certificate', problem: 'expired' },
      occurrence: ALWAYS,
    },
  },
  {
    label: 'API fails half of the time',
    detail: '500, by chance',
    fault: {
      id: 'preset-flaky-api',
      endpoint: 'api',
      effect: { kind: 'status', status: 500 },
      occurrence: { mode: 'chance', probability: 0.5, seed: 1 },
    },
  },
  {
    label: 'Clock 10 minutes ahead',
    detail: 'always, everywhere',
    fault: {
      id: 'preset-clock',
      endpoint: 'any',
      effect: { kind: 'clock-skew', seconds: 600 },
      occurrence: ALWAYS,
    },
  },
];
