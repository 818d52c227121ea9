import { ok } from '../../../shared/result.ts';
import type { AppServices } from '../../core/service-ports.ts';
import { secretKey } from '../../core/storage/secret-store.ts';
import type { HandlerGroup } from '../handler-types.ts';

/** Secrets come in here and never go out: the answer says only whether there is one, and where it is kept. */
export function createSecretHandlers({
  secrets,
}: Pick<AppServices, 'secrets'>): HandlerGroup<'secret.set' | 'secret.clear'> {
  const status = (key: string) => ok({ hasSecret: secrets.has(key), storage: secrets.storage });
  return {
    'secret.set': async ({ workspaceId, clientKey, secret }) => {
      const key = secretKey(workspaceId, clientKey);
      const saved = secret === '' ? await secrets.clear([key]) : await secrets.set(key, secret);
      return saved.ok ? status(key) : saved;
    },
    'secret.clear': async ({ workspaceId, clientKey }) => {
      const key = secretKey(workspaceId, clientKey);
      const cleared = await secrets.clear([key]);
      return cleared.ok ? status(key) : cleared;
    },
  };
}
