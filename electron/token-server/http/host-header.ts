/**
 * Whether a Host header names this server: loopback at any port, or a configured name. Blocks DNS rebinding: such a
 * page sends the attacker's host name.
 */
export function isKnownHost(host: string, names: readonly string[]): boolean {
  if (/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host)) return true;
  const name = host.replace(/:\d{1,5}$/, '').replace(/^\[(.*)\]$/, '$1');
  return names.some((known) => known.toLowerCase() === name.toLowerCase());
}
