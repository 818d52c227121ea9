import { DEFAULT_PROXY } from '../model/default-connection.ts';
import type { SavedWorkspace } from '../model/workspace.ts';
import { type Destination, destinationsOf } from './destinations.ts';

/**
 * What a changed workspace file alters about destinations and trust, as text. Empty: secrets and tokens go to the same
 * places, with the same checks.
 */
export function trustChanges(before: SavedWorkspace, after: SavedWorkspace): readonly string[] {
  const known = new Set(destinationsOf(before).map(placeOf));
  const fresh = destinationsOf(after).filter((destination) => !known.has(placeOf(destination)));
  const names = new Set([
    ...before.tls.extraCas.map(({ pem }) => pem),
    ...before.tls.pins.map(({ host, fingerprint256 }) => `${host} ${fingerprint256}`),
  ]);
  return [
    ...new Set(
      fresh.map(({ kind, url, origin }) => `${NAMES[kind]}: ${kind === 'api' ? (origin ?? url) : url}`),
    ),
    ...(before.tls.verification === 'on' && after.tls.verification === 'off'
      ? ['Certificates would no longer be verified.']
      : []),
    ...after.tls.extraCas.filter(({ pem }) => !names.has(pem)).map(({ name }) => `Trusted CA: ${name}`),
    ...after.tls.pins
      .filter(({ host, fingerprint256 }) => !names.has(`${host} ${fingerprint256}`))
      .map(({ host }) => `Pinned certificate for ${host}`),
    ...(describeProxy(before) === describeProxy(after) ? [] : [`Proxy: ${describeProxy(after)}`]),
  ];
}

const NAMES: Readonly<Record<Destination['kind'], string>> = {
  token: 'Token endpoint',
  introspection: 'Introspection endpoint',
  revocation: 'Revocation endpoint',
  jwks: 'Key set',
  metadata: 'Issuer',
  api: 'API',
  proxy: 'Proxy address',
};

/** For an API the origin counts, for other endpoints the full URL. */
function placeOf({ kind, url, origin }: Destination): string {
  return `${kind} ${kind === 'api' ? (origin ?? url) : url}`;
}

function describeProxy({ proxy = DEFAULT_PROXY }: SavedWorkspace): string {
  if (proxy.mode !== 'explicit') return proxy.mode;
  const { url, noProxy, includeLoopback } = proxy;
  return [
    url,
    ...(noProxy.trim() === '' ? [] : [`not for ${noProxy.trim()}`]),
    ...(includeLoopback ? ['loopback included'] : []),
  ].join(', ');
}
