import type { AppError } from '../../../shared/errors.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import { clientSecretKey, secretKey, variableSecretKey } from '../../../shared/model/secret-keys.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { checkText } from '../../../shared/variables/check-resolved.ts';
import type { SecretValues } from '../../../shared/variables/fill-secrets.ts';
import { type RequestKind, secretsFor } from '../../../shared/variables/find-problems.ts';
import { ownSecret } from '../../../shared/variables/own-secrets.ts';
import { referencesIn } from '../../../shared/variables/references.ts';
import { TextResolver } from '../../../shared/variables/resolve-text.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
import { revealSecrets, secretsIn } from '../../../shared/variables/secret-marks.ts';
import { activeEnvironment, variablesOf } from '../../../shared/variables/variables-of.ts';
import type { SecretSource } from './secret-source.ts';

/** Values of the secrets that a request's fields reference. Omits those without a value. */
export async function readSecretValues(
  secrets: SecretSource,
  workspace: Workspace,
  kind: RequestKind,
): Promise<Result<SecretValues, AppError>> {
  return readSecrets(secrets, workspace, secretsFor(resolveWorkspace(workspace), kind));
}

/**
 * The active client's secret; null if none is set. It may reference variables, so that each environment has its own:
 * `{{staging_secret}}`.
 */
export async function readClientSecret(
  secrets: SecretSource,
  workspace: Workspace,
): Promise<Result<string | null, AppError>> {
  const kept = await secrets.get(secretKey(workspace.id, clientSecretKey(activeClient(workspace).id)));
  if (!kept.ok || kept.value === null) return kept;
  if (referencesIn(kept.value).length === 0) return kept;
  const resolved = new TextResolver(variablesOf(workspace)).resolve(kept.value);
  const names = secretsIn(resolved.text).filter((name) => !ownSecret(name));
  const values = await readSecrets(secrets, workspace, names);
  if (!values.ok) return values;
  const problem = checkText(resolved, 'Client secret', values.value, workspace);
  return problem ? err(problem) : ok(revealSecrets(resolved.text, values.value));
}

async function readSecrets(
  secrets: SecretSource,
  workspace: Workspace,
  names: readonly string[],
): Promise<Result<SecretValues, AppError>> {
  const values = new Map<string, string>();
  for (const name of names) {
    const value = await readSecret(secrets, workspace, name);
    if (!value.ok) return value;
    if (value.value !== null) values.set(name, value.value);
  }
  return ok(values);
}

function readSecret(
  secrets: SecretSource,
  workspace: Workspace,
  name: string,
): Promise<Result<string | null, AppError>> {
  if (name === 'client_secret') return readClientSecret(secrets, workspace);
  const variables = variablesOf(workspace);
  const variable = variables.items.find((item) => item.name === name && item.secret);
  if (!variable) return Promise.resolve(ok(null));
  return secrets.get(
    secretKey(workspace.id, variableSecretKey(activeEnvironment(variables).id, variable.id)),
  );
}
