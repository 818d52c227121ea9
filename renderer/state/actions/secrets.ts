import type { AppError } from '../../../shared/errors.ts';
import type { SecretStatus } from '../../../shared/ipc/secret-status.ts';
import { clientSecretKey, secretKey } from '../../../shared/model/secret-keys.ts';
import type { Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';
import { flushSaves } from './save-workspaces.ts';
import { offerUndo } from './toast.ts';

/** The secret is sent to the main process after this typing pause. */
const TYPING_PAUSE_MS = 200;

interface PendingSecret {
  readonly workspaceId: string;
  readonly name: string;
  readonly secret: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Typed but not yet sent. Not in the store, so that no state dump contains a secret. */
const pending = new Map<string, PendingSecret>();
let lastSend: Promise<unknown> = Promise.resolve();

/** Handles input in the secret field; empty input clears the secret. */
export function typeSecret(workspaceId: string, name: string, secret: string): void {
  const key = secretKey(workspaceId, name);
  clearTimeout(pending.get(key)?.timer);
  const timer = setTimeout(() => send(key), TYPING_PAUSE_MS);
  pending.set(key, { workspaceId, name, secret, timer });
}

/** Sends pending secrets: on blur, before a run, before a switch. */
export function flushSecrets(): Promise<unknown> {
  for (const key of [...pending.keys()]) send(key);
  return lastSend;
}

/** Stores a secret from elsewhere, for example a pasted curl command. */
export async function setSecret(workspaceId: string, name: string, secret: string): Promise<void> {
  forget(secretKey(workspaceId, name));
  update((state) => ({ secrets: { revision: state.secrets.revision + 1 } }));
  void flushSaves();
  take(workspaceId, name, await invoke('secret.set', { workspaceId, name, secret }));
}

/** Clears a secret; the main process keeps it as long as Undo is offered. */
export async function clearSecret(workspaceId: string, name: string): Promise<void> {
  forget(secretKey(workspaceId, name));
  update((state) => ({ secrets: { revision: state.secrets.revision + 1 } }));
  const cleared = await invoke('secret.clear', { workspaceId, name });
  take(workspaceId, name, cleared);
  if (cleared.ok) offerUndo('Cleared the secret.', () => void restoreSecret(workspaceId, name));
}

async function restoreSecret(workspaceId: string, name: string): Promise<void> {
  // A new one is being typed.
  if (pending.has(secretKey(workspaceId, name))) return;
  take(workspaceId, name, await invoke('secret.restore', { workspaceId, name }));
}

/** Copies the original's secret to a copied client; the main process does it, and the window sees neither. */
export async function copyClientSecret(workspaceId: string, from: string, to: string): Promise<void> {
  // The main process deletes secrets of unknown clients.
  await flushSaves();
  const [source, target] = [clientSecretKey(from), clientSecretKey(to)];
  if (!store.getState().secrets.stored.has(secretKey(workspaceId, source))) return;
  take(workspaceId, target, await invoke('secret.copy', { workspaceId, from: source, to: target }));
}

function send(key: string): void {
  const entry = pending.get(key);
  if (!entry) return;
  forget(key);
  const { workspaceId, name, secret } = entry;
  // The main process reads the form's server from the saved workspace.
  void flushSaves();
  lastSend = invoke('secret.set', { workspaceId, name, secret }).then((result) =>
    take(workspaceId, name, result),
  );
}

function forget(key: string): void {
  clearTimeout(pending.get(key)?.timer);
  pending.delete(key);
}

function take(workspaceId: string, name: string, result: Result<SecretStatus, AppError>): void {
  if (reportFailure(result)) takeSecretStatus(workspaceId, name, result.value);
}

/** Applies the status of a secret after it was set, cleared or copied. */
export function takeSecretStatus(
  workspaceId: string,
  name: string,
  { hasSecret, storage }: SecretStatus,
): void {
  const key = secretKey(workspaceId, name);
  update((state) => {
    const next = new Set(state.secrets.stored);
    if (hasSecret) next.add(key);
    else next.delete(key);
    return { secrets: { stored: next, storage } };
  });
}
