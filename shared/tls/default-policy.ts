import type { TlsPolicy } from './policy.ts';

/** The system's authorities and nothing else. */
export const DEFAULT_TLS_POLICY: TlsPolicy = { verification: 'on', extraCas: [], pins: [] };
