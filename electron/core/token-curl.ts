import { buildCurl } from '../../shared/curl/write/build-curl.ts';
import { curlConnection } from '../../shared/curl/write/curl-connection.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Input } from '../../shared/ipc/inputs.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Core } from './core.ts';

/** The token request as a curl command. Built here because the page does not know the secret. */
export async function tokenCurl(
  core: Pick<Core, 'prepareTokenRequest'>,
  { workspace, shell, secrets }: Input<'clipboard.copyTokenCurl'>,
): Promise<Result<string, AppError>> {
  const prepared = await core.prepareTokenRequest(workspace);
  if (!prepared.ok) return prepared;
  const { request, unresolved } = prepared.value;
  if (unresolved) return err(unresolved);
  return ok(
    buildCurl(request, {
      shell,
      ...curlConnection(workspace),
      reveal: secrets === 'plain' ? ['CLIENT_SECRET', 'CLIENT_ASSERTION', 'VARIABLE', 'PARAMETER'] : [],
    }),
  );
}
