import type { AppError } from '../../../shared/errors.ts';
import type { SecretStatus } from '../../../shared/ipc/secret-status.ts';
import type { Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { secretKey } from '../slices/secrets.ts';
import { store } from '../store.ts';
import { reportFailure } from './notices.ts';

/** A pause in typing after which the secret goes to the main process. */
const TYPING_PAUSE_MS = 200;

interface PendingSecret {
  readonly workspaceId: string;
  readonly clientKey: string;
  readonly secret: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Typed but not yet sent. Kept out of the store: nothing that can be dumped or shown holds a secret. */
const pending = new Map<string, PendingSecret>();
let lastSend: Promise<unknown> = Promise.resolve();

/** Takes what is in the secret field; an emptied field clears the secret. */
export function typeSecret(workspaceId: string, clientKey: string, secret: string): void {
  const key = secretKey(workspaceId, clientKey);
  clearTimeout(pending.get(key)?.timer);
  const timer = setTimeout(() => send(key), TYPING_PAUSE_MS);
  pending.set(key, { workspaceId, clientKey, secret, timer });
}

/** Sends what was typed and not yet sent: when the field loses focus, before a run, before a switch. */
export function flushSecrets(): Promise<unknown> {
  for (const key of [...pending.keys()]) send(key);
  return lastSend;
}

/** Stores a secret that came by another way than the field, for example in a pasted curl command. */
export async function setSecret(workspaceId: string, clientKey: string, secret: string): Promise<void> {
  forget(secretKey(workspaceId, clientKey));
  store.setState(({ secretRevision }) => ({ secretRevision: secretRevision + 1 }));
  take(workspaceId, clientKey, await invoke('secret.set', { workspaceId, clientKey, secret }));
}

export async function clearSecret(workspaceId: string, clientKey: string): Promise<void> {
  forget(secretKey(workspaceId, clientKey));
  store.setState(({ secretRevision }) => ({ secretRevision: secretRevision + 1 }));
  take(workspaceId, clientKey, await invoke('secret.clear', { workspaceId, clientKey }));
}

function send(key: string): void {
  const entry = pending.get(key);
  if (!entry) return;
  forget(key);
  const { workspaceId, clientKey, secret } = entry;
  const answer =
    secret === ''
      ? invoke('secret.clear', { workspaceId, clientKey })
      : invoke('secret.set', { workspaceId, clientKey, secret });
  lastSend = answer.then((result) => take(workspaceId, clientKey, result));
}

function forget(key: string): void {
  clearTimeout(pending.get(key)?.timer);
  pending.delete(key);
}

function take(workspaceId: string, clientKey: string, result: Result<SecretStatus, AppError>): void {
  if (reportFailure(result)) takeSecretStatus(workspaceId, clientKey, result.value);
}

/** What the main process says of a secret after it was set, cleared or brought from elsewhere. */
export function takeSecretStatus(
  workspaceId: string,
  clientKey: string,
  { hasSecret, storage }: SecretStatus,
): void {
  const key = secretKey(workspaceId, clientKey);
  store.setState(({ clientsWithSecret }) => {
    const next = new Set(clientsWithSecret);
    if (hasSecret) next.add(key);
    else next.delete(key);
    return { clientsWithSecret: next, secretStorage: storage };
  });
}
