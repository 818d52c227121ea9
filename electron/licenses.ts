import { join } from 'node:path';
import type { AppError } from '../shared/errors.ts';
import { ok, type Result } from '../shared/result.ts';
import { readTextFile } from './core/storage/file-service.ts';

/** Reads Credence's license and those of the bundled packages, which the packaged app contains as resources. */
export async function readLicenses(folders: {
  readonly license: string;
  readonly notices: string;
}): Promise<Result<{ readonly text: string }, AppError>> {
  const own = await readTextFile(join(folders.license, 'LICENSE'));
  if (!own.ok) return own;
  const others = await readTextFile(join(folders.notices, 'THIRD-PARTY-NOTICES.txt'));
  return others.ok ? ok({ text: `${own.value}\n${others.value}` }) : others;
}
