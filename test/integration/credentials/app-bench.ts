import { expect, onTestFinished } from 'vitest';
import { lazyExchangeEngine } from '../../../electron/core/requests/exchange-engine.ts';
import { type AppServices, createServices } from '../../../electron/core/services.ts';
import { createDispatch } from '../../../electron/ipc/dispatch.ts';
import { createHandlers } from '../../../electron/ipc/handlers.ts';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input } from '../../../shared/ipc/inputs.ts';
import type { Output } from '../../../shared/ipc/outputs.ts';
import { idleServicePorts, idleWindowPorts } from '../../fixtures/idle-service-ports.ts';
import { type FakeKeychain, fakeKeychain } from '../../unit/electron/core/storage/fake-keychain.ts';
import { temporaryFolder } from '../../unit/electron/temporary-folder.ts';

export interface AppBench {
  readonly services: AppServices;
  readonly dataFolder: string;
  readonly events: readonly { readonly event: string; readonly payload: unknown }[];
  /** Calls a channel as the page does; fails the test for an error. */
  call<C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>>;
  /** The purposes and statuses of the history, the earliest first. */
  history(): readonly string[];
}

/** The whole main process but for Electron: real exchanges, real files, the real cryptography. */
export async function startAppBench({
  folder,
  keychain = fakeKeychain(),
  exportTo = null,
}: {
  readonly folder?: string;
  readonly keychain?: FakeKeychain;
  /** The file that every export goes to. */
  readonly exportTo?: string | null;
} = {}): Promise<AppBench> {
  const dataFolder = folder ?? (await temporaryFolder());
  const events: { event: string; payload: unknown }[] = [];
  const bugs: unknown[] = [];
  const services = await createServices({
    ...idleServicePorts(dataFolder),
    keychain,
    dialogs: { choosePath: async () => exportTo, chooseFile: async () => null },
    engine: lazyExchangeEngine(),
    sendEvent: (event, payload) => events.push({ event, payload }),
  });
  // The test's folder goes after this: hooks run in reverse order.
  onTestFinished(() => services.close());
  await expect.poll(() => events.some(({ event }) => event === 'history.loaded')).toBe(true);
  const dispatch = createDispatch(createHandlers(services, idleWindowPorts), (_channel, cause) =>
    bugs.push(cause),
  );
  return {
    services,
    dataFolder,
    events,
    async call(channel, input) {
      const answer = await dispatch(channel, input);
      if (bugs.length > 0) throw bugs[0];
      if (!answer.ok) throw new Error(`${channel}: ${answer.error.message} ${answer.error.detail ?? ''}`);
      return answer.value;
    },
    history: () =>
      [...services.history.list()]
        .reverse()
        .map(({ purpose, status, failure }) => `${purpose} ${status ?? failure}`),
  };
}
