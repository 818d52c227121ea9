import { isLoopbackUrl, matchesNoProxy } from '../../../../shared/http/no-proxy.ts';
import { type PacChoice, parsePacResult } from '../../../../shared/http/pac-result.ts';
import type { ProxySettings } from '../../../../shared/model/connection.ts';
import { type FindProxy, ProxyError, type ProxyRoute, parseProxyAddress } from './proxy-route.ts';

export interface ProxySurroundings {
  /** What the system says for a URL, in the words of a PAC script. */
  readonly resolveSystemProxy: (url: string) => Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How a workspace's requests leave this machine. */
export function createFindProxy(
  settings: ProxySettings,
  password: string | null,
  { resolveSystemProxy, environment }: ProxySurroundings,
): FindProxy {
  return async (url) => {
    if (settings.mode === 'none') return null;
    // A proxy cannot reach what is on this machine, and what is sent there should not leave it.
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

/** The first choice that can be used. None but SOCKS is said: going round a proxy in silence could leak. */
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

/** As curl reads them: lower case first, ALL_PROXY last. */
function environmentRoute(url: URL, environment: ProxySurroundings['environment']): ProxyRoute | null {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || '';
  const address = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') || read('ALL_PROXY');
  if (address === '' || matchesNoProxy(url, read('NO_PROXY'))) return null;
  return parseProxyAddress(address, 'environment');
}
