import type { AppServices } from '../core/service-ports.ts';
import type { Handlers } from './handler-types.ts';
import { createAppHandlers } from './handlers/app-handlers.ts';
import { createClipboardHandlers } from './handlers/clipboard-handlers.ts';
import { createFileHandlers } from './handlers/file-handlers.ts';
import { createHistoryHandlers } from './handlers/history-handlers.ts';
import { createKeyHandlers } from './handlers/key-handlers.ts';
import { createRunHandlers } from './handlers/run-handlers.ts';
import { createSecretHandlers } from './handlers/secret-handlers.ts';
import { createTokenHandlers } from './handlers/token-handlers.ts';
import { createTokenServerHandlers } from './handlers/token-server-handlers.ts';
import { createTutorialHandlers } from './handlers/tutorial-handlers.ts';
import { createWireHandlers } from './handlers/wire-handlers.ts';
import { createWorkspaceFileHandlers } from './handlers/workspace-file-handlers.ts';
import { createWorkspaceHandlers } from './handlers/workspace-handlers.ts';

/** Every channel of the contract; the compiler proves that none is missing. */
export function createHandlers(services: AppServices): Handlers {
  return {
    ...createAppHandlers(services),
    ...createWorkspaceHandlers(services),
    ...createSecretHandlers(services),
    ...createKeyHandlers(services),
    ...createRunHandlers(services),
    ...createTokenHandlers(services),
    ...createHistoryHandlers(services),
    ...createClipboardHandlers(services),
    ...createFileHandlers(services),
    ...createWorkspaceFileHandlers(services),
    ...createWireHandlers(services),
    ...createTokenServerHandlers(services),
    ...createTutorialHandlers(services),
  };
}
