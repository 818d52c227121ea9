import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { TokenServerConfig } from '../shared/token-server/config.ts';
import type { TokenServerListeners, TokenServerProcess } from './core/token-server/token-server-service.ts';

/** The token server in a process of its own, whose crash is a message here. Loaded when it is first started. */
export async function createTokenServer(
  out: string,
  dataDir: string,
  { onState, onLog }: TokenServerListeners,
): Promise<TokenServerProcess> {
  const { createTokenServerHost } = await import('./token-server/host.ts');
  return createTokenServerHost({
    childPath: join(out, 'main', 'token-server.js'),
    dataDir,
    fork: (path) =>
      utilityProcess.fork(path, [], {
        serviceName: 'Credence token server',
        // What a crashing process says on stderr is shown with the crash.
        stdio: ['ignore', 'inherit', 'pipe'],
      }),
    onState,
    onLog,
  });
}

/** The demo clients with their secret hashed. */
export async function createTokenServerConfig(): Promise<TokenServerConfig> {
  const { createDefaultConfig } = await import('./token-server/default-config.ts');
  return createDefaultConfig();
}
