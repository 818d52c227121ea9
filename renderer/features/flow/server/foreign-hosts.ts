import type { Workspace } from '../../../../shared/model/workspace.ts';
import { resolveWorkspace } from '../../../../shared/variables/resolve-workspace.ts';

/** The hosts a workspace talks to that are not this computer, each once. */
export function foreignHosts(workspace: Workspace): string[] {
  const { server, api } = resolveWorkspace(workspace).workspace;
  const hosts = [server.tokenEndpoint, api.url].flatMap((url) => {
    const host = URL.parse(url.trim())?.hostname;
    return host && !isLoopbackHost(host) ? [host] : [];
  });
  return [...new Set(hosts)];
}

/** Names and addresses that never leave the machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])\.?$/i.test(host);
}
