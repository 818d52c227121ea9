import { type AppError, appError } from '../../../shared/errors.ts';
import type { Input } from '../../../shared/ipc/inputs.ts';
import { err, type Result } from '../../../shared/result.ts';
import { DEFAULT_CURITY_TARGET, exportForCurity } from '../../../shared/token-server/curity/export-curity.ts';
import type { Confirm, Question } from '../credentials/secret-gate.ts';
import type { FileService } from '../storage/file-service.ts';
import type { TokenServerService } from './token-server-service.ts';

export interface CurityExportPorts {
  readonly tokenServer: Pick<TokenServerService, 'readableSecrets'>;
  readonly files: Pick<FileService, 'save'>;
  readonly confirm: Confirm;
}

/**
 * Saves clients for a Curity with their secrets. Built here because the page does not know them. Requires the user's
 * confirmation, else it fails with `secret.not-allowed`.
 */
export async function exportCurityWithSecrets(
  { clients, form, suggestedName, tickets }: Input<'tokenServer.exportCurity'>,
  { tokenServer, files, confirm }: CurityExportPorts,
): Promise<Result<{ saved: boolean }, AppError>> {
  const secrets = await tokenServer.readableSecrets(clients, tickets);
  const ids = Object.keys(secrets);
  if (ids.length === 0) return err(noneReadable());
  if (!(await confirm(questionAbout(ids)))) return err(notSaved());
  return files.save(suggestedName, exportForCurity(clients, { ...DEFAULT_CURITY_TARGET, secrets })[form]);
}

/** Enough to recognize them; a dialog has no room for a thousand. */
const NAMED = 5;

function questionAbout(ids: readonly string[]): Question {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return {
    message: `Save the file with ${ids.length === 1 ? 'a client secret' : `${ids.length} client secrets`} in plain text?`,
    detail: `Anyone who can read the file gets the secret of: ${ids.slice(0, NAMED).join(', ')}${more}. Cancel if you did not choose to export secrets.`,
    action: 'Save with secrets',
  };
}

function noneReadable(): AppError {
  return appError('config.not-found', 'Credence knows none of these secrets, only their hashes.', {
    nextStep: 'Generate new secrets and export them before you quit, or export without secrets.',
  });
}

function notSaved(): AppError {
  return appError('secret.not-allowed', 'Nothing was saved: you did not allow secrets in the file.', {
    nextStep: 'Export without secrets, or export again and choose “Save with secrets”.',
  });
}
