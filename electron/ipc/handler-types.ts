import type { AppError } from '../../shared/errors.ts';
import type { ChannelName } from '../../shared/ipc/channels.ts';
import type { Input } from '../../shared/ipc/inputs.ts';
import type { Output } from '../../shared/ipc/outputs.ts';
import type { Result } from '../../shared/result.ts';

export type Answer<C extends ChannelName> = Result<Output<C>, AppError>;

/** One function per channel; its input has been checked. A throw is a bug, an expected failure is a Result. */
export type Handlers = {
  readonly [C in ChannelName]: (input: Input<C>) => Answer<C> | Promise<Answer<C>>;
};

/** The handlers of some channels: each file in handlers/ makes one such group. */
export type HandlerGroup<C extends ChannelName> = Pick<Handlers, C>;
