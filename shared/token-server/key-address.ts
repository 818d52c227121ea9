const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether keys may be fetched from this URL: https, or http on this machine. */
export function isKeyAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, password, protocol, username } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}
