import type { z } from 'zod';
import { type AppError, appError } from '../../shared/errors.ts';
import type { ChannelName } from '../../shared/ipc/channels.ts';
import { INPUTS, type Input } from '../../shared/ipc/inputs.ts';
import { err } from '../../shared/result.ts';
import type { Answer, Handlers } from './handlers.ts';

/**
 * Handles one call from the page: validates the input, runs the handler, and turns a bug into an error result. Never
 * rejects.
 */
export type Dispatch = <C extends ChannelName>(channel: C, input: unknown) => Promise<Answer<C>>;

/** @param reportBug receives the exception; the page only learns that there was one. */
export function createDispatch(
  handlers: Handlers,
  reportBug: (channel: ChannelName, cause: unknown) => void,
): Dispatch {
  return async (channel, input) => {
    const checked = INPUTS[channel].safeParse(input);
    if (!checked.success) return err(invalidInput(channel, checked.error));
    try {
      return await handlers[channel](checked.data as Input<typeof channel>);
    } catch (cause) {
      reportBug(channel, cause);
      return err(bug(channel));
    }
  };
}

/** Names the location of the error, never the value: it may be a secret. */
function invalidInput(channel: ChannelName, { issues }: z.ZodError): AppError {
  const where = issues.map(({ path, code }) => `${path.join('.') || 'input'}: ${code}`);
  const [first] = issues;
  if (first?.code === 'too_big' && (first.origin === 'string' || first.origin === 'array')) {
    // The only user error here: an oversized body or list.
    const unit = first.origin === 'array' ? 'rows' : 'characters';
    return appError('ipc.invalid-input', 'Something in the form is too large to be kept or sent.', {
      nextStep: `Shorten it: at most ${first.maximum.toLocaleString('en')} ${unit} are taken.`,
      detail: where.join(', '),
    });
  }
  return appError('ipc.invalid-input', `The request "${channel}" was not understood.`, {
    detail: where.join(', '),
  });
}

// The exception may quote a secret, so it stays in the (scrubbed) log.
function bug(channel: ChannelName): AppError {
  return appError('internal.bug', `Something inside Credence broke while handling "${channel}".`, {
    nextStep: 'Try again. The log file in the data folder has the details for a bug report.',
  });
}
