import type { AppError } from '../errors.ts';
import type { Result } from '../result.ts';
import type { ChannelName, EventName } from './channels.ts';
import type { EventPayload } from './events.ts';
import type { Input } from './inputs.ts';
import type { Output } from './outputs.ts';

/** The object that the preload script exposes to the window. */
export interface CredenceBridge {
  invoke<C extends ChannelName>(channel: C, input: Input<C>): Promise<Result<Output<C>, AppError>>;
  /** Returns the function that unsubscribes. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}
