import type { TlsPolicy } from './policy.ts';

/** Trusts only the system's CAs. */
export const DEFAULT_TLS_POLICY: TlsPolicy = { verification: 'on', extraCas: [], pins: [] };
