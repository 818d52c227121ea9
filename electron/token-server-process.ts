import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { TokenServerConfig } from '../shared/token-server/config.ts';
import type { TokenServerListeners, TokenServerProcess } from './core/token-server/token-server-service.ts';

/** Runs the token server in its own process, so that a crash is only a message. Loaded on first start. */
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
        // A crash report includes the process's stderr.
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
