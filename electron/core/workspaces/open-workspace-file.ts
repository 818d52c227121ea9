import { randomUUID } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import { importWorkspace } from '../../../shared/formats/workspace-file/import-workspace.ts';
import {
  type ClientSecret,
  readSecrets,
  type SealedSecrets,
} from '../../../shared/formats/workspace-file/sealed-secrets.ts';
import { secretKey, secretsOf } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { SecretSource } from '../credentials/secret-source.ts';
import { openSecrets } from './sealed-secrets.ts';

export interface OpenedWorkspace {
  readonly workspace: SavedWorkspace;
  /** The file's secrets, for {@link secretSourceOf} or the secret store. Empty without the passphrase. */
  readonly secrets: readonly ClientSecret[];
  /** Whether the file has secrets that need a passphrase. */
  readonly isSealed: boolean;
  /** As in ImportedWorkspace. */
  readonly unknown: readonly string[];
}

/**
 * Parses a workspace file and opens its secrets. Stores nothing. Fails with `config.invalid` if it is not a workspace
 * file, and with `config.wrong-passphrase`.
 * @param passphrase null leaves the secrets sealed.
 */
export async function openWorkspaceFile(
  text: string,
  passphrase: string | null,
): Promise<Result<OpenedWorkspace, AppError>> {
  const imported = importWorkspace(text, { id: randomUUID() });
  if (!imported.ok) return imported;
  const { workspace, secrets: sealed, unknown } = imported.value;
  const opened = sealed && passphrase !== null ? await unseal(sealed, passphrase) : ok([]);
  if (!opened.ok) return opened;
  const owners = secretsOf(workspace);
  const secrets = opened.value.flatMap(({ client, secret }) =>
    owners
      .filter(({ name, formerName }) => secret !== '' && (client === name || client === formerName))
      .map(({ name }) => ({ client: name, secret })),
  );
  return ok({ workspace, secrets, isSealed: sealed !== null, unknown });
}

/** Returns secrets of an opened file; falls back to `others`, for example the environment. */
export function secretSourceOf(
  { workspace, secrets }: Pick<OpenedWorkspace, 'workspace' | 'secrets'>,
  others: SecretSource = { get: async () => ok(null) },
): SecretSource {
  const known = new Map(secrets.map(({ client, secret }) => [secretKey(workspace.id, client), secret]));
  return {
    get: async (key) => {
      const secret = known.get(key);
      return secret === undefined ? others.get(key) : ok(secret);
    },
  };
}

async function unseal(
  sealed: SealedSecrets,
  passphrase: string,
): Promise<Result<readonly ClientSecret[], AppError>> {
  const text = await openSecrets(sealed, passphrase);
  return text.ok ? readSecrets(text.value) : text;
}
