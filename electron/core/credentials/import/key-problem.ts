import { type AppError, type AppErrorCode, appError } from '../../../../shared/errors.ts';

/** Why a key cannot be imported. Caught by the reader and returned as an AppError. */
export class KeyProblem extends Error {
  readonly appError: AppError;

  constructor(code: AppErrorCode, message: string, nextStep: string) {
    super(message);
    this.name = 'KeyProblem';
    this.appError = appError(code, message, { nextStep });
  }
}

export function unusable(message: string, nextStep: string): KeyProblem {
  return new KeyProblem('key.unusable', message, nextStep);
}

export function passphraseNeeded(what: string): KeyProblem {
  return new KeyProblem(
    'key.passphrase-needed',
    `${what} is encrypted.`,
    'Enter the passphrase that it was encrypted with.',
  );
}

export function wrongPassphrase(what: string): KeyProblem {
  return new KeyProblem(
    'config.wrong-passphrase',
    `The passphrase does not open ${what}.`,
    'Check it, capitals too. If you are sure of it, the file was damaged on its way.',
  );
}
