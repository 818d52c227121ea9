import type { AppError } from '../../../shared/errors.ts';
import type { Exchange, HttpRequest } from '../../../shared/http/exchange.ts';
import type {
  IntrospectionRun,
  RevocationRun,
  SignatureCheck,
} from '../../../shared/ipc/token-operations.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { RequestCredentials } from '../../../shared/oauth/client-authentication/request-credentials.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import {
  type IntrospectionFormat,
  readIntrospection,
} from '../../../shared/oauth/token-operations/introspection.ts';
import { readRevocation } from '../../../shared/oauth/token-operations/revocation.ts';
import {
  buildIntrospectionRequest,
  buildRevocationRequest,
} from '../../../shared/oauth/token-operations/token-operation-request.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { CredentialsService } from '../credentials/credentials-service.ts';
import type { RunContext } from '../requests/run-context.ts';
import type { WorkspaceExchanges } from '../requests/workspace-exchanges.ts';
import { KeySets } from './key-sets.ts';
import type { Report, Reporter } from './reporter.ts';
import { SignatureChecks } from './signature-checks.ts';

export interface TokenOperationsOptions {
  readonly credentials: Pick<CredentialsService, 'prepare'>;
  readonly exchanges: Pick<WorkspaceExchanges, 'perform'>;
  readonly reporter: Reporter;
  readonly now: () => number;
}

export interface RevocationOrder {
  readonly token: AccessToken;
  /** `token_type_hint`; empty to omit it. */
  readonly hint: string;
}

export interface IntrospectionOrder extends RevocationOrder {
  readonly format: IntrospectionFormat;
}

interface Performed extends Report {
  /** The unmasked response, for values that are read but not shown. */
  readonly received: Exchange;
}

/**
 * Token operations at the authorization server. The workspace's active client authenticates as at the token endpoint.
 */
export class TokenOperations {
  readonly #options: TokenOperationsOptions;
  readonly #signatures: SignatureChecks;

  constructor(options: TokenOperationsOptions) {
    this.#options = options;
    this.#signatures = new SignatureChecks(new KeySets(options));
  }

  async introspect(
    workspace: Workspace,
    { token, format, hint }: IntrospectionOrder,
    run: RunContext,
  ): Promise<Result<IntrospectionRun, AppError>> {
    const performed = await this.#perform('introspection', { workspace, token, run }, (credentials) =>
      buildIntrospectionRequest(workspace, credentials, { token: token.value, format, hint }),
    );
    if (!performed.ok) return performed;
    const { received, ...report } = performed.value;
    const answer = readIntrospection(received);
    const jwt = answer.kind === 'active' || answer.kind === 'inactive' ? answer.jwt : null;
    const signature =
      jwt === null
        ? ok(null)
        : await this.#signatures.check(jwt, workspace, { ...run, id: `${run.id}/keys` });
    if (!signature.ok) return signature;
    return ok({ ...report, outcome: readIntrospection(report.exchange), signature: signature.value });
  }

  /** Returns the token with its revocation time. */
  async revoke(
    workspace: Workspace,
    { token, hint }: RevocationOrder,
    run: RunContext,
  ): Promise<Result<RevocationRun, AppError>> {
    const performed = await this.#perform('revocation', { workspace, token, run }, (credentials) =>
      buildRevocationRequest(workspace, credentials, { token: token.value, hint }),
    );
    if (!performed.ok) return performed;
    const { exchange, findings } = performed.value;
    const outcome = readRevocation(exchange);
    const isOver = outcome.kind === 'revoked' && token.revokedAt === undefined;
    const after = isOver ? { ...token, revokedAt: this.#options.now() } : token;
    return ok({ exchange, outcome, findings, token: after });
  }

  /** Opaque and encrypted tokens get a verdict, too. */
  verify(
    workspace: Workspace,
    token: AccessToken,
    run: RunContext,
  ): Promise<Result<SignatureCheck, AppError>> {
    return this.#signatures.check(token.value, workspace, run);
  }

  async #perform(
    purpose: 'introspection' | 'revocation',
    {
      workspace,
      token,
      run,
    }: { readonly workspace: Workspace; readonly token: AccessToken; readonly run: RunContext },
    build: (credentials: RequestCredentials) => Result<HttpRequest, AppError>,
  ): Promise<Result<Performed, AppError>> {
    const { credentials, exchanges, reporter } = this.#options;
    const prepared = await credentials.prepare(workspace, 'send');
    if (!prepared.ok) return prepared;
    const { clientCertificate, withhold, secretsRead } = prepared.value;
    const request = build(prepared.value.credentials);
    if (!request.ok) return request;
    const sent = await exchanges.perform(request.value, workspace, {
      ...run,
      purpose,
      withhold,
      secretsRead,
      clientCertificate,
    });
    if (!sent.ok) return sent;
    const { exchange } = sent.value;
    return ok({ ...reporter.report(sent.value, { workspace, token }), received: exchange });
  }
}
