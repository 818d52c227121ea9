import { ok } from '../../../shared/result.ts';
import type { AppServices } from '../../core/service-ports.ts';
import { secretKey } from '../../core/storage/secret-store.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createTokenServerHandlers({
  tokenServer,
  secrets,
}: Pick<AppServices, 'tokenServer' | 'secrets'>): HandlerGroup<
  | 'tokenServer.start'
  | 'tokenServer.stop'
  | 'tokenServer.configure'
  | 'tokenServer.clearLog'
  | 'tokenServer.makeSecret'
  | 'tokenServer.commitClients'
  | 'tokenServer.giveSecret'
  | 'tokenServer.armFault'
  | 'tokenServer.disarmFaults'
  | 'tokenServer.rotateKeys'
> {
  return {
    'tokenServer.start': async () => {
      await tokenServer.start();
      return ok(null);
    },
    'tokenServer.stop': async () => {
      await tokenServer.stop();
      return ok(null);
    },
    'tokenServer.configure': ({ settings }) => tokenServer.configure(settings),
    'tokenServer.clearLog': () => {
      tokenServer.clearLog();
      return ok(null);
    },
    'tokenServer.makeSecret': async ({ own }) => ok(await tokenServer.makeSecret(own)),
    'tokenServer.commitClients': ({ clients, tickets }) => tokenServer.commitClients(clients, tickets),
    'tokenServer.giveSecret': async ({ clientId, workspaceId, clientKey }) => {
      const key = secretKey(workspaceId, clientKey);
      const secret = tokenServer.takeSecret(clientId);
      const saved = secret === null ? ok(null) : await secrets.set(key, secret);
      if (!saved.ok) return saved;
      return ok({ given: secret !== null, hasSecret: secrets.has(key), storage: secrets.storage });
    },
    'tokenServer.armFault': ({ fault }) => tokenServer.arm(fault),
    'tokenServer.disarmFaults': async ({ id }) => {
      await tokenServer.disarm(id);
      return ok(null);
    },
    'tokenServer.rotateKeys': async () => {
      await tokenServer.rotateKeys();
      return ok(null);
    },
  };
}
