import { z } from 'zod';
import { type AppError, appError } from '../../errors.ts';
import { nameRequests } from '../../model/name-requests.ts';
import { err, ok, type Result } from '../../result.ts';
import { FILE_FORMAT, FILE_VERSION } from './file-schema.ts';

/** The migration from version `n` to `n + 1`, stored under `n`. */
export type Migrations = Readonly<Record<number, (file: Record<string, unknown>) => Record<string, unknown>>>;

const MIGRATIONS: Migrations = { 1: nameRequests };

const HeadSchema = z.looseObject({ format: z.literal(FILE_FORMAT) });
const VersionSchema = z.number().int().min(1);

/** Migrates the content of a workspace file to the newest version. Fails with `config.invalid`. */
export function migrateFile(
  content: unknown,
  migrations: Migrations = MIGRATIONS,
  newest: number = FILE_VERSION,
): Result<Record<string, unknown>, AppError> {
  const head = HeadSchema.safeParse(content);
  if (!head.success) {
    return err(
      appError('config.invalid', 'This is not a workspace file of Credence.', {
        nextStep: `Choose a JSON file that begins with "format": "${FILE_FORMAT}".`,
      }),
    );
  }
  let file: Record<string, unknown> = head.data;
  const written = VersionSchema.safeParse(head.data.version);
  if (!written.success) {
    return err(
      appError('config.invalid', 'The workspace file has no valid version.', {
        nextStep: `Set "version": ${newest} in a text editor, without quotes around the number.`,
      }),
    );
  }
  if (written.data > newest) {
    return err(
      appError('config.invalid', `The file was written by a newer Credence (version ${written.data}).`, {
        nextStep: 'Update Credence, or export the workspace there again for this version.',
      }),
    );
  }
  for (let { data: version } = written; version < newest; version += 1) {
    const migrate = migrations[version];
    if (!migrate) throw new Error(`No migration of workspace files from version ${version}`);
    file = { ...migrate(file), version: version + 1 };
  }
  return ok(file);
}
