import { isLoopbackHost } from './target-url.ts';

/**
 * Whether a URL is reached directly by the rules of NO_PROXY, as curl, Go and Chromium read it. Rules stand between
 * commas or spaces, in any case:
 *
 * - `*`: everything
 * - `example.com`, `.example.com`, `*.example.com`: the domain and all below it
 * - `10.1.2.3`, `[::1]`: an address; `10.0.0.0/8`, `fd00::/8`: a network
 * - any of these with `:port`
 * - `<local>`: names without a dot
 */
export function matchesNoProxy(url: URL, rules: string): boolean {
  const host = bareHost(url.hostname);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return rules
    .toLowerCase()
    .split(/[\s,;]+/)
    .some((rule) => rule !== '' && matchesRule(rule, host, port));
}

/** Whether a URL points to this machine: no proxy should be used for it. */
export function isLoopbackUrl({ hostname }: URL): boolean {
  return isLoopbackHost(hostname);
}

function matchesRule(rule: string, host: string, port: string): boolean {
  if (rule === '*') return true;
  if (rule === '<local>') return !host.includes('.') && !host.includes(':');
  const [pattern, onlyPort] = splitPort(rule);
  if (onlyPort !== null && onlyPort !== port) return false;
  if (pattern.includes('/')) return isInNetwork(host, pattern);
  const name = bareHost(pattern.replace(/^\*?\./, ''));
  const address = parseAddress(name);
  if (address) return sameBits(parseAddress(host), address, address.length * 8);
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

/** An IPv6 address needs brackets before a port. */
function splitPort(rule: string): readonly [pattern: string, port: string | null] {
  const match = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(rule);
  return match ? [match[1] ?? '', match[2] ?? ''] : [rule, null];
}

function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

function isInNetwork(host: string, network: string): boolean {
  const [base = '', length = ''] = network.split('/');
  const address = parseAddress(bareHost(base));
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (!address || bits < 0 || bits > address.length * 8) return false;
  return sameBits(parseAddress(host), address, bits);
}

function sameBits(a: readonly number[] | null, b: readonly number[], count: number): boolean {
  if (!a || a.length !== b.length) return false;
  return b.every((byte, index) => {
    const bits = Math.min(Math.max(count - index * 8, 0), 8);
    return (byte ^ (a[index] ?? 0)) >> (8 - bits) === 0;
  });
}

/** The bytes of an IP address; null for a host name. */
function parseAddress(text: string): readonly number[] | null {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const bytes = text.split('.').map(Number);
    return bytes.every((byte) => byte < 256) ? bytes : null;
  }
  if (!text.includes(':') || !URL.canParse(`http://[${text}]/`)) return null;
  const [before = '', after] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
  const head = groups(before);
  const tail = groups(after ?? '');
  return [...head, ...Array<number>(Math.max(16 - head.length - tail.length, 0)).fill(0), ...tail];
}

function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
