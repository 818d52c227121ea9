/** Where the server listens by default. `localhost` may mean either, so both are needed. */
export const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1'] as const;

/** The addresses to listen on: loopback, and optionally one other or all. */
export function listenAddresses(host: string | null): readonly string[] {
  if (host === null) return LOOPBACK_ADDRESSES;
  // A socket for all addresses blocks another on loopback at the same port.
  if (host === '0.0.0.0') return ['0.0.0.0', '::1'];
  if (host === '::') return ['0.0.0.0', '::'];
  return [...new Set([...LOOPBACK_ADDRESSES, host])];
}
