import { describeEffect, isConnectionEffect } from '../../../../shared/token-server/describe-fault.ts';
import type { ArmedFault, Fault, FaultEndpoint } from '../../../../shared/token-server/faults.ts';

/** The places where a fault may act, as a choice and in a sentence. */
export const FAULT_PLACES: Readonly<Record<FaultEndpoint, { readonly label: string; readonly at: string }>> =
  {
    any: { label: 'Every path', at: 'at every path' },
    token: { label: 'Token endpoint', at: 'at the token endpoint' },
    introspection: { label: 'Introspection endpoint', at: 'at the introspection endpoint' },
    revocation: { label: 'Revocation endpoint', at: 'at the revocation endpoint' },
    jwks: { label: 'Key set (JWKS)', at: 'at the key set' },
    metadata: { label: 'Metadata', at: 'at the metadata' },
    api: { label: 'Protected API', at: 'at the protected API' },
  };

/** What a fault is and where it acts: `503 with Retry-After 5 at the token endpoint`. */
export function describeFault(fault: Fault): string {
  return `${describeEffect(fault.effect)} ${describePlace(fault)}`;
}

/** `at the token endpoint`, `on TLS connections`. */
export function describePlace({ effect, endpoint }: Fault): string {
  return isConnectionEffect(effect) ? 'on TLS connections' : FAULT_PLACES[endpoint].at;
}

/** When it acts yet: `for the next 2 of 3 requests`, `always`, `by chance, 50 %, seed 1`. */
export function describeOccurrence({ fault, remaining }: ArmedFault): string {
  const { occurrence } = fault;
  switch (occurrence.mode) {
    case 'always':
      return 'always';
    case 'next': {
      const left = remaining ?? occurrence.count;
      const noun = `${isConnectionEffect(fault.effect) ? 'connection' : 'request'}${occurrence.count === 1 ? '' : 's'}`;
      if (occurrence.count === 1) return `for the next ${noun}`;
      return left === occurrence.count
        ? `for the next ${left} ${noun}`
        : `for the next ${left} of ${occurrence.count} ${noun}`;
    }
    case 'chance':
      return `by chance, ${Math.round(occurrence.probability * 100)} %, seed ${occurrence.seed}`;
  }
}

/** `not yet`, `once`, `12 times`. */
export function describeActed(acted: number): string {
  if (acted === 0) return 'not used yet';
  return acted === 1 ? 'used once' : `used ${acted} times`;
}
