/**
 * Whether a Host header names this server: loopback at any port, or one of the configured names. A page that an
 * attacker's DNS has rebound to 127.0.0.1 still sends the attacker's name here, and gets no further.
 */
export function isKnownHost(host: string, names: readonly string[]): boolean {
  if (/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host)) return true;
  const name = host.replace(/:\d{1,5}$/, '').replace(/^\[(.*)\]$/, '$1');
  return names.some((known) => known.toLowerCase() === name.toLowerCase());
}
