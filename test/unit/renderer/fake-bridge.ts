import { onTestFinished } from 'vitest';
import { flushSaves } from '../../../renderer/state/actions/save-workspaces.ts';
import { flushSecrets } from '../../../renderer/state/actions/secrets.ts';
import { initialState, store } from '../../../renderer/state/store.ts';
import { type AppError, appError } from '../../../shared/errors.ts';
import type { CredenceBridge } from '../../../shared/ipc/bridge.ts';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input } from '../../../shared/ipc/inputs.ts';
import type { Output } from '../../../shared/ipc/outputs.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { savedWorkspace } from './workspace.ts';

type Answer<C extends ChannelName> = Result<Output<C>, AppError> | Promise<Result<Output<C>, AppError>>;
type Handlers = { [C in ChannelName]?: (input: Input<C>) => Answer<C> };

/** The main process as the window sees it: records what it is asked, answers as the test says. */
export interface FakeBridge {
  readonly calls: readonly { readonly channel: ChannelName; readonly input: unknown }[];
  /** The inputs of one channel, in order. */
  inputs<C extends ChannelName>(channel: C): Input<C>[];
}

/** Puts a bridge into the window and a workspace into the store; both are gone after the test. */
export function useFakeBridge(handlers: Handlers = {}): FakeBridge {
  const calls: { channel: ChannelName; input: unknown }[] = [];
  const answers: Handlers = { ...DEFAULTS, ...handlers };
  const bridge: CredenceBridge = {
    async invoke(channel, input) {
      calls.push({ channel, input: structuredClone(input) });
      const handler = answers[channel];
      return handler
        ? await handler(input)
        : err(appError('internal.bug', `The test has no answer for ${channel}`));
    },
    on: () => () => {},
  };
  Object.defineProperty(window, 'credence', { value: bridge, configurable: true });
  store.setState({
    ...initialState,
    application: { ...initialState.application, phase: 'ready' },
    settings: { ...initialState.settings, welcomeDone: true },
    workspaces: {
      ...initialState.workspaces,
      list: [savedWorkspace(), savedWorkspace({ id: 'w2', name: 'Second' })],
      activeId: 'w1',
    },
  });
  onTestFinished(async () => {
    // As when a window goes: nothing waits to be sent from one test into the next.
    await Promise.all([flushSecrets(), flushSaves()]);
    Reflect.deleteProperty(window, 'credence');
    store.setState(initialState, true);
  });
  return {
    calls,
    inputs: <C extends ChannelName>(channel: C) =>
      calls.filter((call) => call.channel === channel).map(({ input }) => input as Input<C>),
  };
}

const DEFAULTS: Handlers = {
  'workspace.save': () => ok(null),
  'workspace.select': () => ok(null),
  'workspace.delete': () => ok(null),
  'secret.set': ({ secret }) => ok({ hasSecret: secret !== '', storage: 'memory' }),
  'secret.clear': () => ok({ hasSecret: false, storage: 'memory' }),
  'secret.restore': () => ok({ hasSecret: true, storage: 'memory' }),
  'run.cancel': () => ok(null),
  'window.zoom': () => ok(null),
  'settings.save': () => ok(null),
  'tokenServer.start': () => ok(null),
};

/** An answer that the test gives when it is time. */
export function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
