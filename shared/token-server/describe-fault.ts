import type { AnswerEffect, ConnectionEffect, Fault, TokenDeviation } from './faults.ts';

/** Whether it acts on TLS handshakes instead of responses. */
export function isConnectionEffect(effect: Fault['effect']): effect is ConnectionEffect {
  return (
    effect.kind === 'certificate' || effect.kind === 'tls-1.2-only' || effect.kind === 'client-certificate'
  );
}

/** A fault's effect in a few words, for the log, lists and banners: `503 with Retry-After 5`, `expired certificate`. */
export function describeEffect(effect: AnswerEffect | ConnectionEffect): string {
  switch (effect.kind) {
    case 'delay':
      return `delayed by ${effect.milliseconds} ms`;
    case 'drip':
      return `dripping ${effect.bytes} bytes every ${effect.milliseconds} ms`;
    case 'hang':
      return 'no response';
    case 'reset':
      return effect.when === 'before-headers' ? 'connection reset' : 'connection reset in the response';
    case 'status':
      return effect.retryAfter === undefined
        ? `status ${effect.status}`
        : `${effect.status} with Retry-After ${effect.retryAfter}`;
    case 'html':
      return `HTML page with status ${effect.status}`;
    case 'malformed-json':
      return 'malformed JSON';
    case 'content-type':
      return `Content-Type ${effect.value}`;
    case 'omit-member':
      return `without the member ${JSON.stringify(effect.member)}`;
    case 'set-member':
      return `with the member ${JSON.stringify(effect.member)} set`;
    case 'clock-skew':
      return `clock ${Math.abs(effect.seconds)} s ${effect.seconds < 0 ? 'behind' : 'ahead'}`;
    case 'token':
      return DEVIATIONS[effect.deviation];
    case 'certificate':
      return CERTIFICATES[effect.problem];
    case 'tls-1.2-only':
      return 'TLS 1.2 only';
    case 'client-certificate':
      return 'client certificate demanded';
  }
}

const DEVIATIONS: Readonly<Record<TokenDeviation, string>> = {
  expired: 'token that has expired',
  'not-yet-valid': 'token that is not valid yet',
  'wrong-audience': 'token for another audience',
  'wrong-issuer': 'token of another issuer',
  'wrong-key-id': 'token with an unknown kid',
  'wrong-signature': 'token with a wrong signature',
};

const CERTIFICATES = {
  expired: 'expired certificate',
  'other-host': 'certificate of another host',
  untrusted: 'certificate from an unknown CA',
} as const;
