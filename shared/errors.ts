/**
 * Errors that are not part of an experiment: bad input, a full disk, a rejected IPC call, a bug. A failed HTTP request
 * is not one of them; it is recorded in an Exchange (see http/exchange.ts). `code` is stable and may be matched on;
 * `message` is one sentence for the user; `nextStep` is the fix.
 */
export interface AppError {
  readonly code: AppErrorCode;
  readonly message: string;
  readonly nextStep?: string;
  /** Technical details (never a secret). */
  readonly detail?: string;
}

const APP_ERROR_CODES = [
  'config.invalid',
  'config.not-found',
  'config.unresolved-variable',
  'config.wrong-passphrase',
  'storage.read-failed',
  'storage.write-failed',
  'storage.damaged',
  'storage.secret-unavailable',
  'clipboard.failed',
  'token-server.port-in-use',
  'token-server.permission-denied',
  'token-server.failed',
  'secret.not-allowed',
  'token.missing',
  'token.stale',
  'key.missing',
  'key.passphrase-needed',
  'key.unusable',
  'ipc.untrusted-sender',
  'ipc.invalid-input',
  'update.failed',
  'internal.bug',
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

export function appError(
  code: AppErrorCode,
  message: string,
  more: { nextStep?: string; detail?: string } = {},
): AppError {
  return { code, message, ...more };
}

/** Makes the compiler prove that every union member is handled. */
export function assertUnreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
