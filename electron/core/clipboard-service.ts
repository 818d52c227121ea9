import { buildCurl } from '../../shared/curl/write/build-curl.ts';
import { curlConnection } from '../../shared/curl/write/curl-connection.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Input } from '../../shared/ipc/inputs.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { TokenRequests } from './requests/token-requests.ts';

export interface ClipboardOptions {
  readonly writeText: (text: string) => void;
  readonly requests: Pick<TokenRequests, 'prepare'>;
}

/** Puts text on the system's clipboard. The curl with the secret is made here: the page does not know the secret. */
export class ClipboardService {
  readonly #options: ClipboardOptions;

  constructor(options: ClipboardOptions) {
    this.#options = options;
  }

  write(text: string): void {
    this.#options.writeText(text);
  }

  async copyTokenCurl({
    workspace,
    shell,
    secrets,
  }: Input<'clipboard.copyTokenCurl'>): Promise<Result<null, AppError>> {
    const prepared = await this.#options.requests.prepare(workspace, 'show');
    if (!prepared.ok) return prepared;
    const { request, unresolved } = prepared.value;
    if (unresolved) return err(unresolved);
    const curl = buildCurl(request, {
      shell,
      ...curlConnection(workspace),
      reveal: secrets === 'plain' ? ['CLIENT_SECRET', 'CLIENT_ASSERTION', 'VARIABLE', 'PARAMETER'] : [],
    });
    this.#options.writeText(curl);
    return ok(null);
  }
}
