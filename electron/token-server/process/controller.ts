import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import { createTokenServer, type TokenServer } from '../server.ts';
import type { ChildMessage, ParentMessage } from './messages.ts';

export interface ControllerOptions {
  readonly send: (message: ChildMessage) => void;
  /** Called when the server has stopped. */
  readonly onStopped: () => void;
}

/** Runs the token server for another process. Commands run one at a time. */
export interface Controller {
  handle(message: ParentMessage): Promise<void>;
}

export function createController({ onStopped, send }: ControllerOptions): Controller {
  let server: TokenServer | null = null;
  let queue: Promise<void> = Promise.resolve();

  async function start(config: TokenServerConfig, dataDir: string): Promise<void> {
    server = createTokenServer(config, {
      dataDir,
      onLog: (entries) => send({ type: 'log', entries }),
      onState: (state) => send({ type: 'state', state }),
    });
    await server.start();
  }

  async function stop(): Promise<void> {
    await server?.stop();
    onStopped();
  }

  function run(message: ParentMessage): Promise<unknown> {
    switch (message.type) {
      case 'start':
        return start(message.config, message.dataDir);
      case 'configure':
        return server?.configure(message.config) ?? Promise.resolve();
      case 'arm-fault':
        return server?.arm(message.fault) ?? Promise.resolve();
      case 'disarm-faults':
        server?.disarm(message.id);
        return Promise.resolve();
      case 'rotate-keys':
        return server?.rotateKeys() ?? Promise.resolve();
      case 'stop':
        return stop();
    }
  }

  return {
    handle(message) {
      const done = queue.then(async () => {
        await run(message);
      });
      // A bug must crash the process, which the host detects, instead of blocking the queue.
      queue = done;
      return done;
    },
  };
}
