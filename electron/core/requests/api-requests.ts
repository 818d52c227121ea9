import { type AppError, appError } from '../../../shared/errors.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { Key } from '../../../shared/model/key.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { fittingAlgorithm } from '../../../shared/oauth/jwt/key-algorithms.ts';
import { buildApiRequest } from '../../../shared/oauth/request/api-request.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { isDpopToken } from '../../../shared/oauth/token/token-binding.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { checkResolved } from '../../../shared/variables/check-resolved.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
import { loadCertificate, loadClientCertificate } from '../credentials/client-certificate.ts';
import type { DpopNonces } from '../credentials/dpop-nonces.ts';
import { type DpopProver, PROOF_PLACEHOLDER, type ProveRequest } from '../credentials/dpop-prover.ts';
import type { SecretSource } from '../credentials/secret-source.ts';
import { readSecretValues } from '../credentials/secret-variables.ts';
import type { ClientCertificate } from '../exchange/client-certificate.ts';
import { listSecretReads } from '../storage/secret-reads.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { repeatForNonce, type SentRequests } from './repeat-for-nonce.ts';
import type { RunContext } from './run-context.ts';
import type { WorkspaceExchanges } from './workspace-exchanges.ts';

export interface ApiRequestsOptions {
  readonly secrets: SecretSource;
  readonly prover: Pick<DpopProver, 'begin'>;
  readonly nonces: DpopNonces;
  readonly exchanges: WorkspaceExchanges;
}

/** Prepares and sends API calls, each with its token's binding. */
export class ApiRequests {
  readonly #options: ApiRequestsOptions;

  constructor(options: ApiRequestsOptions) {
    this.#options = options;
  }

  /** The call as it would be sent now. Fails if the key the token is bound to is gone. */
  async prepare(
    workspace: Workspace,
    token: AccessToken | null,
    use: 'send' | 'show',
  ): Promise<Result<PreparedRequest, AppError>> {
    const prove = await this.#beginProofs(workspace, token, use);
    if (!prove.ok) return prove;
    const { built: read, secretsRead } = await listSecretReads(async () => ({
      certificate: await this.#loadCertificate(workspace, token),
      secrets: await readSecretValues(this.#options.secrets, workspace, 'api'),
    }));
    const { certificate, secrets } = read;
    if (!certificate.ok) return certificate;
    if (!secrets.ok) return secrets;
    const resolution = resolveWorkspace(workspace);
    const proof = prove.value && PROOF_PLACEHOLDER;
    const built = buildApiRequest(resolution.workspace.api, token, proof, secrets.value);
    const unresolved = checkResolved(resolution, 'api', secrets.value);
    if (!built.ok) return unresolved ? err(unresolved) : built;
    const request = prove.value ? await prove.value(built.value) : built.value;
    return ok({
      request,
      clientCertificate: certificate.value,
      withhold: [...secrets.value.values()],
      secretsRead,
      prove: request === built.value ? null : prove.value,
      unresolved,
    });
  }

  /** Sends it, and retries once if the API requires a nonce. */
  send(
    workspace: Workspace,
    token: AccessToken | null,
    { id, signal }: RunContext,
  ): Promise<Result<SentRequests, AppError>> {
    const { nonces, exchanges } = this.#options;
    return repeatForNonce(id, nonces, async (exchangeId) => {
      const prepared = await this.prepare(workspace, token, 'send');
      if (!prepared.ok) return prepared;
      const { request, clientCertificate, withhold, secretsRead, prove, unresolved } = prepared.value;
      if (unresolved) return err(unresolved);
      const sent = await exchanges.perform(request, workspace, {
        id: exchangeId,
        runId: id,
        purpose: 'api',
        signal,
        followRedirects: workspace.api.followRedirects ?? false,
        withhold,
        secretsRead,
        clientCertificate,
        ...(prove && {
          renewProof: (next, redirect) => {
            if (redirect) nonces.learn(redirect);
            return prove(next);
          },
        }),
      });
      if (!sent.ok) return sent;
      return ok({ ...sent.value, proven: prove !== null });
    });
  }

  /** Null if the token needs no proof, or its key is missing: then the API decides. */
  async #beginProofs(
    workspace: Workspace,
    token: AccessToken | null,
    use: 'send' | 'show',
  ): Promise<Result<ProveRequest | null, AppError>> {
    const fault = workspace.api.proofFault ?? null;
    if (!token || !isDpopToken(token) || fault === 'no-proof') return ok(null);
    const { dpop } = activeClient(workspace);
    const bound = token.binding?.dpop?.keyId ?? null;
    const key = findKey(workspace, bound ?? dpop?.keyId ?? null);
    if (!key) return bound === null ? ok(null) : err(keyGone('key', 'Import the key again'));
    const algorithm = fittingAlgorithm(key, dpop?.algorithm ?? 'ES256');
    return this.#options.prover.begin(
      { workspaceId: workspace.id, key, algorithm, purpose: 'api', accessToken: token.value, fault },
      use,
    );
  }

  /** The certificate that the token is bound to, else the client's. */
  async #loadCertificate(
    workspace: Workspace,
    token: AccessToken | null,
  ): Promise<Result<ClientCertificate | null, AppError>> {
    const bound = token?.binding?.certificate?.keyId ?? null;
    if (bound === null) return loadClientCertificate(this.#options.secrets, workspace);
    const key = findKey(workspace, bound);
    if (!key) return err(keyGone('certificate', 'Import it again with its key'));
    return loadCertificate(this.#options.secrets, workspace.id, key);
  }
}

function findKey({ keys = [] }: Workspace, id: string | null): Key | null {
  return keys.find((key) => key.id === id) ?? null;
}

function keyGone(what: string, remedy: string): AppError {
  return appError('key.missing', `The ${what} that this token is bound to is no longer in the workspace.`, {
    nextStep: `${remedy}, or get a new token.`,
  });
}
