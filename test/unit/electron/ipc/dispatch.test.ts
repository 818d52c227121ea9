import { describe, expect, it, vi } from 'vitest';
import { createDispatch } from '../../../../electron/ipc/dispatch.ts';
import type { Handlers } from '../../../../electron/ipc/handlers.ts';
import { CHANNELS, type ChannelName } from '../../../../shared/ipc/channels.ts';
import { INPUTS } from '../../../../shared/ipc/inputs.ts';
import { ok } from '../../../../shared/result.ts';

const CANARY = 'canary-5ecr3t';

function dispatchTo(handlers: Partial<Handlers>) {
  const reportBug = vi.fn<(channel: ChannelName, cause: unknown) => void>();
  return { dispatch: createDispatch(handlers as Handlers, reportBug), reportBug };
}

describe('createDispatch', () => {
  it('passes the validated input to the handler, without unknown members', async () => {
    const cancel = vi.fn(() => ok(null));
    const { dispatch } = dispatchTo({ 'run.cancel': cancel });
    expect(await dispatch('run.cancel', { runId: 'r1', extra: true })).toEqual({ ok: true, value: null });
    expect(cancel).toHaveBeenCalledWith({ runId: 'r1' });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', CANARY],
    ['an empty id', { workspaceId: '', name: 'client:c', secret: CANARY }],
    ['a missing member', { workspaceId: 'w', secret: CANARY }],
    ['a member of another type', { workspaceId: 'w', name: 'client:c', secret: [CANARY] }],
    ['too much of it', { workspaceId: 'w', name: 'client:c', secret: CANARY.repeat(10_000) }],
  ])('refuses malformed input, and does not repeat it: %s', async (_name, input) => {
    const set = vi.fn();
    const { dispatch, reportBug } = dispatchTo({ 'secret.set': set });
    const answer = await dispatch('secret.set', input);
    expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.invalid-input' } });
    expect(JSON.stringify(answer)).not.toContain(CANARY);
    expect(set).not.toHaveBeenCalled();
    expect(reportBug).not.toHaveBeenCalled();
  });

  it('reports what is too large, and the limit', async () => {
    const { dispatch } = dispatchTo({});
    const input = { workspaceId: 'w', name: 'client:c', secret: CANARY.repeat(10_000) };
    expect(await dispatch('secret.set', input)).toMatchObject({
      error: {
        message: 'Something in the form is too large to be kept or sent.',
        nextStep: expect.stringMatching(/^Shorten it: at most [\d,]+ characters are taken\.$/),
        detail: 'secret: too_big',
      },
    });
  });

  it.each(CHANNELS.map((channel) => [channel]))('%s refuses what is not its input', async (channel) => {
    const { dispatch } = dispatchTo({});
    expect(await dispatch(channel, Symbol.iterator)).toMatchObject({
      ok: false,
      error: { code: 'ipc.invalid-input' },
    });
  });

  it.each<[string, () => never | Promise<never>]>([
    [
      'throws',
      () => {
        throw new Error(`cannot read ${CANARY}`);
      },
    ],
    ['rejects', () => Promise.reject(new Error(`cannot read ${CANARY}`))],
  ])('a handler that %s is a bug: logged, answered without what was thrown', async (_name, fail) => {
    const { dispatch, reportBug } = dispatchTo({ 'tokenServer.clearLog': fail });
    const answer = await dispatch('tokenServer.clearLog', undefined);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal.bug' } });
    expect(JSON.stringify(answer)).not.toContain(CANARY);
    expect(reportBug).toHaveBeenCalledWith('tokenServer.clearLog', expect.any(Error));
  });

  it('every channel of the contract has an input', () => {
    expect(Object.keys(INPUTS).sort()).toEqual([...CHANNELS].sort());
  });
});
