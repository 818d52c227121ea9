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

/** The secrets and keys that a request of the active client needs. Never leaves the main process. */
export interface PreparedCredentials {
  readonly credentials: RequestCredentials;
  /** Presented in the TLS handshake if the server requests it. */
  readonly clientCertificate: ClientCertificate | null;
  /** Must not appear in a response shown to the page. */
  readonly withhold: readonly string[];
  /** Keys of the stored secrets it uses. */
  readonly secretsRead: readonly string[];
}

/**
 * Prepares the active client's credentials for each request: to the token endpoint, and to other endpoints that
 * authenticate the caller (RFC 7662 §2.1, RFC 7009 §2.1). `authenticateClient` adds them to the request.
 */
export class CredentialsService {
  readonly #options: CredentialsServiceOptions;
  readonly #assertions: AssertionSigner;

  constructor(options: CredentialsServiceOptions) {
    this.#options = options;
    this.#assertions = new AssertionSigner(options);
  }

  /**
   * Use `show` for a preview: it is not recorded as sent. If something is not selected yet, the preview omits it and
   * reports that. If something selected cannot be read, this fails.
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
