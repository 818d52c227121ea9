import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { appError } from '../../shared/errors.ts';
import { CHANNELS } from '../../shared/ipc/channels.ts';
import { err } from '../../shared/result.ts';
import type { Dispatch } from './dispatch.ts';

/**
 * Registers every channel: check the sender, validate with zod, run the handler, return a Result. Registered before the
 * window loads; early calls wait for the handlers.
 */
export function registerIpc(
  isTrusted: (event: IpcMainInvokeEvent) => boolean,
  dispatch: Promise<Dispatch>,
): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, async (event, input: unknown) => {
      if (!isTrusted(event)) return err(UNTRUSTED);
      return (await dispatch)(channel, input);
    });
  }
}

const UNTRUSTED = appError('ipc.untrusted-sender', 'This page may not talk to Credence.');
