import type { AppError } from '../../../shared/errors.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { buildTokenRequest } from '../../../shared/oauth/request/token-request.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { CredentialsService } from '../credentials/credentials-service.ts';
import type { DpopNonces } from '../credentials/dpop-nonces.ts';
import { type DpopProver, PROOF_PLACEHOLDER, type ProveRequest } from '../credentials/dpop-prover.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { repeatForNonce, type SentRequests } from './repeat-for-nonce.ts';
import type { RunContext } from './run-context.ts';
import type { WorkspaceExchanges } from './workspace-exchanges.ts';

export interface TokenRequestsOptions {
  readonly credentials: Pick<CredentialsService, 'prepare'>;
  readonly prover: Pick<DpopProver, 'begin'>;
  readonly nonces: DpopNonces;
  readonly exchanges: WorkspaceExchanges;
}

/** Prepares and sends token requests, each with its own credentials and proof. */
export class TokenRequests {
  readonly #options: TokenRequestsOptions;

  constructor(options: TokenRequestsOptions) {
    this.#options = options;
  }

  /** The request as it would be sent now. `show` for a preview. */
  async prepare(workspace: Workspace, use: 'send' | 'show'): Promise<Result<PreparedRequest, AppError>> {
    const prepared = await this.#options.credentials.prepare(workspace, use);
    if (!prepared.ok) return prepared;
    const { credentials, clientCertificate, withhold, secretsRead } = prepared.value;
    const prove = await this.#beginProofs(workspace, use);
    if (!prove.ok) return prove;
    const shown = { ...credentials, dpopProof: prove.value && PROOF_PLACEHOLDER };
    const built = buildTokenRequest(workspace, shown);
    // A request with an unresolved variable is not sent, but can be previewed.
    const readable = built.ok ? built : buildTokenRequest(workspace, shown, { unresolved: 'literal' });
    if (!readable.ok) return built.ok ? readable : built;
    const request = prove.value ? await prove.value(readable.value) : readable.value;
    return ok({
      request,
      clientCertificate,
      withhold,
      secretsRead,
      prove: request === readable.value ? null : prove.value,
      unresolved: built.ok ? null : built.error,
    });
  }

  /**
   * Sends it, and retries once if the server requires a nonce. Never follows redirects: the request carries the secret.
   */
  send(workspace: Workspace, { id, signal }: RunContext): Promise<Result<SentRequests, AppError>> {
    return repeatForNonce(id, this.#options.nonces, async (exchangeId) => {
      const prepared = await this.prepare(workspace, 'send');
      if (!prepared.ok) return prepared;
      const { request, clientCertificate, withhold, secretsRead, prove, unresolved } = prepared.value;
      if (unresolved) return err(unresolved);
      const sent = await this.#options.exchanges.perform(request, workspace, {
        id: exchangeId,
        runId: id,
        purpose: 'token',
        signal,
        withhold,
        secretsRead,
        clientCertificate,
        ...(prove && { renewProof: prove }),
      });
      if (!sent.ok) return sent;
      return ok({ ...sent.value, proven: prove !== null });
    });
  }

  /** Null if the client uses no DPoP key, or none is selected; the preview reports that. */
  async #beginProofs(
    workspace: Workspace,
    use: 'send' | 'show',
  ): Promise<Result<ProveRequest | null, AppError>> {
    const { dpop } = activeClient(workspace);
    const key = workspace.keys?.find(({ id }) => id === dpop?.keyId);
    if (!dpop || !key || dpop.fault === 'no-proof') return ok(null);
    const { algorithm, fault = null } = dpop;
    return this.#options.prover.begin(
      { workspaceId: workspace.id, key, algorithm, purpose: 'token', accessToken: null, fault },
      use,
    );
  }
}
