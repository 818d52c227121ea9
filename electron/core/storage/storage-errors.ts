import { type AppError, appError } from '../../../shared/errors.ts';

const REASONS: Readonly<Record<string, { reason: string; nextStep: string }>> = {
  ENOSPC: { reason: 'the disk is full', nextStep: 'Free some space, then change it again.' },
  EDQUOT: { reason: 'your disk quota is used up', nextStep: 'Free some space, then change it again.' },
  EACCES: { reason: 'access was denied', nextStep: 'Check the permissions of the data folder.' },
  EPERM: { reason: 'access was denied', nextStep: 'Check the permissions of the data folder.' },
  EROFS: {
    reason: 'the disk is read-only',
    nextStep: 'Start Credence with a data folder that can be written.',
  },
  EIO: { reason: 'the disk reported a fault', nextStep: 'Check the disk.' },
};

/** A failed write loses nothing: the previous file is intact, and the change is in memory. */
export function writeFailed(what: string, cause: unknown): AppError {
  const code = platformCode(cause);
  const known = REASONS[code];
  return appError(
    'storage.write-failed',
    `${what} could not be saved: ${known?.reason ?? 'the system refused'}.`,
    {
      nextStep: `${known?.nextStep ?? 'Try again.'} Until then the change lasts only as long as Credence runs.`,
      detail: describe(cause),
    },
  );
}

export function readFailed(what: string, path: string, cause: unknown): AppError {
  const known = REASONS[platformCode(cause)];
  return appError(
    'storage.read-failed',
    `${what} could not be read: ${known?.reason ?? 'the system refused'}.`,
    {
      nextStep: `Credence started with the defaults. The file is ${path}.`,
      detail: describe(cause),
    },
  );
}

export function damaged(what: string, keptAs: string, why: string): AppError {
  return appError(
    'storage.damaged',
    `${what} could not be understood, so Credence started with the defaults.`,
    {
      nextStep: `The file was kept as ${keptAs}.`,
      detail: why,
    },
  );
}

export function folderUnusable(folder: string, cause: unknown): AppError {
  const known = REASONS[platformCode(cause)];
  return appError('storage.write-failed', `Credence cannot use its data folder ${folder}.`, {
    nextStep:
      'Make the folder writable for your user, or start Credence with --user-data-dir=<another folder>.',
    detail: known ? `${capitalise(known.reason)}: ${describe(cause)}` : describe(cause),
  });
}

export function isDiskFull(cause: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(platformCode(cause));
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function platformCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
