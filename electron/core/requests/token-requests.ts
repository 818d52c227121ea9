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

/** Token requests, each with credentials and a proof of its own: made, and sent. */
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
    // A request that lacks a variable's value is not sent, but worth looking at.
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

  /** Sends it, and once more where the server asks for a nonce. Redirects are never followed: it carries the secret. */
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

  /** Null where the client proves no key, or none is chosen yet: the preview says so. */
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
