/**
 * Whether a Host header names this machine's loopback, at any port. A page that an attacker's DNS has rebound to
 * 127.0.0.1 still says the attacker's name here, so it gets no further.
 */
export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);
}
