import type { AppError } from '../../../shared/errors.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { RequestCredentials } from '../../../shared/oauth/client-authentication/request-credentials.ts';
import { methodOf } from '../../../shared/oauth/methods/methods.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
import type { ClientCertificate } from '../exchange/client-certificate.ts';
import { listSecretReads } from '../storage/secret-reads.ts';
import { AssertionSigner } from './assertion-signer.ts';
import { loadClientCertificate } from './client-certificate.ts';
import type { SecretSource } from './secret-source.ts';
import { readClientSecret, readSecretValues } from './secret-variables.ts';

export interface CredentialsServiceOptions {
  readonly secrets: SecretSource;
  readonly now: () => number;
}

/** All that a request of the active client needs of secrets and keys. Stays in the main process. */
export interface PreparedCredentials {
  readonly credentials: RequestCredentials;
  /** Presented in the TLS handshake if the server asks. */
  readonly clientCertificate: ClientCertificate | null;
  /** What must not come back in an answer. */
  readonly withhold: readonly string[];
  /** The keys of the stored secrets in it. */
  readonly secretsRead: readonly string[];
}

/**
 * Makes ready what the active client of a workspace proves itself with, anew for every request: to the token endpoint,
 * and where the server wants its caller authenticated (RFC 7662 §2.1, RFC 7009 §2.1) to others alike. What is made goes
 * into a request by `authenticateClient`, and into the handshake.
 */
export class CredentialsService {
  readonly #options: CredentialsServiceOptions;
  readonly #assertions: AssertionSigner;

  constructor(options: CredentialsServiceOptions) {
    this.#options = options;
    this.#assertions = new AssertionSigner(options);
  }

  /**
   * `show` for a preview: nothing of it is remembered as sent. Where something is not chosen yet, the request goes without
   * it and the preview says so; what is chosen and cannot be had is an error.
   */
  async prepare(typed: Workspace, use: 'send' | 'show'): Promise<Result<PreparedCredentials, AppError>> {
    const { built, secretsRead } = await listSecretReads(() => this.#build(typed, use));
    return built.ok ? ok({ ...built.value, secretsRead }) : built;
  }

  async #build(
    typed: Workspace,
    use: 'send' | 'show',
  ): Promise<Result<Omit<PreparedCredentials, 'secretsRead'>, AppError>> {
    const { secrets } = this.#options;
    const { workspace } = resolveWorkspace(typed);
    const variables = await readSecretValues(secrets, workspace, 'token');
    if (!variables.ok) return variables;
    const secret =
      methodOf(activeClient(workspace)).credential === 'secret'
        ? await readClientSecret(secrets, workspace)
        : ok(variables.value.get('client_secret') ?? null);
    if (!secret.ok) return secret;
    const assertion = await this.#assertions.sign(workspace, secret.value, use);
    if (!assertion.ok) return assertion;
    const certificate = await loadClientCertificate(secrets, workspace);
    if (!certificate.ok) return certificate;
    return ok({
      credentials: {
        secret: secret.value,
        assertion: assertion.value,
        dpopProof: null,
        secretVariables: variables.value,
      },
      clientCertificate: certificate.value,
      withhold: [secret.value, assertion.value, ...variables.value.values()].filter(
        (withheld) => withheld !== null,
      ),
    });
  }
}
