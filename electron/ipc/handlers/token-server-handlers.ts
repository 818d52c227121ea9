import { ok } from '../../../shared/result.ts';
import type { AppServices } from '../../app/services.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createTokenServerHandlers({
  tokenServer,
}: Pick<AppServices, 'tokenServer'>): HandlerGroup<
  | 'tokenServer.start'
  | 'tokenServer.stop'
  | 'tokenServer.configure'
  | 'tokenServer.clearLog'
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
