import type { AppError } from '../../../shared/errors.ts';
import { exportWorkspace } from '../../../shared/formats/workspace-file/export-workspace.ts';
import {
  type ClientSecret,
  type SealedSecrets,
  writeSecrets,
} from '../../../shared/formats/workspace-file/sealed-secrets.ts';
import type { ImportedWorkspaceView } from '../../../shared/ipc/outputs.ts';
import { secretKey, secretKeysOf, secretsOf } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { originsAcceptedFor } from '../../../shared/trust/import-summary.ts';
import type { FileService } from '../storage/file-service.ts';
import type { SecretStore } from '../storage/secret-store.ts';
import { fileNameOf } from './file-name.ts';
import { openWorkspaceFile } from './open-workspace-file.ts';
import { type SealCost, sealSecrets } from './sealed-secrets.ts';
import type { WorkspaceService } from './workspace-service.ts';

export interface WorkspaceFileServiceOptions {
  readonly files: Pick<FileService, 'save'>;
  readonly workspaces: Pick<WorkspaceService, 'save'>;
  readonly secrets: Pick<SecretStore, 'get' | 'set'>;
  /** Work factor for each guess at a passphrase. */
  readonly sealCost?: SealCost;
}

/**
 * Exports and imports workspace files. A file contains secrets only in sealed form; import moves them to the secret
 * store.
 */
export class WorkspaceFileService {
  readonly #options: WorkspaceFileServiceOptions;

  constructor(options: WorkspaceFileServiceOptions) {
    this.#options = options;
  }

  /** `passphrase` null exports without secrets. */
  async export(
    workspace: SavedWorkspace,
    passphrase: string | null,
  ): Promise<Result<{ saved: boolean }, AppError>> {
    const sealed = passphrase === null ? ok(null) : await this.#seal(workspace, passphrase);
    if (!sealed.ok) return sealed;
    const { text } = exportWorkspace(workspace, sealed.value ? { secrets: sealed.value } : {});
    return this.#options.files.save(fileNameOf(workspace), text);
  }

  /**
   * Stores nothing if the secrets could not be opened. Secrets are confirmed for the origins shown in the import's
   * summary. A page that passed others would gain nothing: whoever has the file and passphrase has the secrets.
   */
  async import(text: string, passphrase: string | null): Promise<Result<ImportedWorkspaceView, AppError>> {
    const opened = await openWorkspaceFile(text, passphrase);
    if (!opened.ok) return opened;
    const { workspace, secrets } = opened.value;
    const saved = await this.#options.workspaces.save(workspace);
    if (!saved.ok) return saved;
    const owners = secretsOf(workspace);
    for (const { client, secret } of secrets) {
      const kind = owners.find(({ name }) => name === client)?.kind;
      const origins = kind ? originsAcceptedFor(kind, workspace) : [];
      const kept = await this.#options.secrets.set(secretKey(workspace.id, client), secret, origins);
      if (!kept.ok) return kept;
    }
    return ok({ workspace, clientsWithSecret: secrets.map(({ client }) => client) });
  }

  /** Null if there is no secret to seal. */
  async #seal(
    workspace: SavedWorkspace,
    passphrase: string,
  ): Promise<Result<SealedSecrets | null, AppError>> {
    const found: ClientSecret[] = [];
    for (const client of secretKeysOf(workspace)) {
      const secret = await this.#options.secrets.get(secretKey(workspace.id, client));
      if (!secret.ok) return secret;
      if (secret.value !== null) found.push({ client, secret: secret.value });
    }
    return ok(
      found.length === 0 ? null : await sealSecrets(writeSecrets(found), passphrase, this.#options.sealCost),
    );
  }
}
