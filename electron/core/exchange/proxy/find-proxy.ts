import { isLoopbackUrl, matchesNoProxy } from '../../../../shared/http/no-proxy.ts';
import { type PacChoice, parsePacResult } from '../../../../shared/http/pac-result.ts';
import type { ProxySettings } from '../../../../shared/model/connection.ts';
import { type FindProxy, ProxyError, type ProxyRoute, parseProxyAddress } from './proxy-route.ts';

export interface ProxySurroundings {
  /** The system's proxy for a URL, in PAC syntax. */
  readonly resolveSystemProxy: (url: string) => Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Creates the proxy lookup for a workspace. */
export function createFindProxy(
  settings: ProxySettings,
  password: string | null,
  { resolveSystemProxy, environment }: ProxySurroundings,
): FindProxy {
  return async (url) => {
    if (settings.mode === 'none') return null;
    // A proxy cannot reach this machine, and local traffic should not leave it.
    if (isLoopbackUrl(url) && !settings.includeLoopback) return null;
    if (matchesNoProxy(url, settings.noProxy)) return null;
    if (settings.mode === 'explicit') return explicitRoute(settings, password);
    const route = systemRoute(parsePacResult(await resolveSystemProxy(url.href)));
    return route ?? environmentRoute(url, environment);
  };
}

function explicitRoute({ url, username }: ProxySettings, password: string | null): ProxyRoute {
  const credentials = username === '' ? null : { username, password: password ?? '' };
  return parseProxyAddress(url, 'workspace', credentials);
}

/** The first usable choice. If only SOCKS is offered, this fails: silently bypassing the proxy could leak traffic. */
function systemRoute(choices: readonly PacChoice[]): ProxyRoute | null {
  for (const choice of choices) {
    if (choice.kind === 'direct') return null;
    if (choice.kind === 'proxy') {
      return parseProxyAddress(`${choice.secure ? 'https' : 'http'}://${choice.address}`, 'system');
    }
  }
  const [first] = choices;
  throw new ProxyError(
    `The system asks for “${first?.kind === 'unsupported' ? first.text : ''}”, and only http and https proxies are spoken to.`,
    'ERR_PROXY_UNSUPPORTED',
  );
}

/** Same precedence as curl: lower case first, ALL_PROXY last. */
function environmentRoute(url: URL, environment: ProxySurroundings['environment']): ProxyRoute | null {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || '';
  const address = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') || read('ALL_PROXY');
  if (address === '' || matchesNoProxy(url, read('NO_PROXY'))) return null;
  return parseProxyAddress(address, 'environment');
}
