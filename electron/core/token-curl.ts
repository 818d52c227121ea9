import { buildCurl } from '../../shared/curl/write/build-curl.ts';
import { curlConnection } from '../../shared/curl/write/curl-connection.ts';
import { type AppError, appError } from '../../shared/errors.ts';
import type { Input } from '../../shared/ipc/inputs.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Core } from './core.ts';
import type { Confirm, Question } from './credentials/secret-gate.ts';

/**
 * The token request as a curl command. Built here because the page does not know the secret. Plain secrets require the
 * user's confirmation, else it fails with `secret.not-allowed`.
 */
export async function tokenCurl(
  core: Pick<Core, 'prepareTokenRequest'>,
  { workspace, shell, secrets }: Input<'clipboard.copyTokenCurl'>,
  confirm: Confirm,
): Promise<Result<string, AppError>> {
  const prepared = await core.prepareTokenRequest(workspace);
  if (!prepared.ok) return prepared;
  const { request, unresolved } = prepared.value;
  if (unresolved) return err(unresolved);
  if (secrets === 'plain' && !(await confirm(COPY_PLAIN))) return err(notCopied());
  return ok(
    buildCurl(request, {
      shell,
      ...curlConnection(workspace),
      reveal: secrets === 'plain' ? ['CLIENT_SECRET', 'CLIENT_ASSERTION', 'VARIABLE', 'PARAMETER'] : [],
    }),
  );
}

const COPY_PLAIN: Question = {
  message: 'Copy the command with its secrets in clear?',
  detail: 'Other programs can read the clipboard. Cancel if you did not choose to copy the secrets.',
  action: 'Copy',
};

function notCopied(): AppError {
  return appError('secret.not-allowed', 'Nothing was copied: you did not allow secrets on the clipboard.', {
    nextStep: 'Copy the command with variables, or copy it again and choose Copy.',
  });
}
