import { type AppError, appError } from '../shared/errors.ts';
import type { CredenceBridge } from '../shared/ipc/bridge.ts';
import type { ChannelName, EventName } from '../shared/ipc/channels.ts';
import type { EventPayload } from '../shared/ipc/events.ts';
import type { Input } from '../shared/ipc/inputs.ts';
import type { Output } from '../shared/ipc/outputs.ts';
import { err, type Result } from '../shared/result.ts';

declare global {
  interface Window {
    /** Put there by the preload script. Read in this file only. */
    readonly credence?: CredenceBridge;
  }
}

/** Asks the main process. Never throws: a broken bridge is an error like any other, shown where it was asked for. */
export async function invoke<C extends ChannelName>(
  channel: C,
  input: Input<C>,
): Promise<Result<Output<C>, AppError>> {
  const bridge = window.credence;
  if (!bridge) return err(missingBridge());
  try {
    return await bridge.invoke(channel, input);
  } catch (cause) {
    return err(
      appError('internal.bug', `The main process did not respond to ${channel}.`, {
        nextStep: 'Restart Credence. If it happens again, report it with the text below.',
        detail: String(cause),
      }),
    );
  }
}

/** Listens to an event of the main process; returns the function that stops listening. */
export function listen<E extends EventName>(
  event: E,
  listener: (payload: EventPayload<E>) => void,
): () => void {
  return window.credence?.on(event, listener) ?? (() => {});
}

function missingBridge(): AppError {
  return appError('internal.bug', 'This page runs outside Credence, so it cannot send anything.', {
    nextStep: 'Start Credence with: npm start',
  });
}
