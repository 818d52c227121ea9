import { readFile } from 'node:fs/promises';
import type { ClientSecret } from '../../shared/formats/workspace-file/sealed-secrets.ts';
import { PROXY_SECRET_KEY } from '../../shared/model/default-connection.ts';
import {
  clientSecretKey,
  privateKeySecretKey,
  secretKey,
  variableSecretKey,
} from '../../shared/model/secret-keys.ts';
import type { Client, SavedClient, SavedWorkspace } from '../../shared/model/workspace.ts';
import { methodOf } from '../../shared/oauth/methods/methods.ts';
import { ok } from '../../shared/result.ts';
import type { SecretSource } from '../core/credentials/secret-source.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { readStandardInput } from './standard-input.ts';
import { notFound, Stop } from './stop.ts';

export interface SecretOptions {
  readonly secretEnv?: string;
  readonly secretFile?: string;
  readonly key?: readonly string[];
}

interface Surroundings {
  readonly options: SecretOptions;
  /** Secrets that were sealed in the workspace file. */
  readonly sealed: readonly ClientSecret[];
  readonly context: CommandContext;
}

/**
 * Gathers the secrets of a run. Secrets sealed in the workspace come first; the environment replaces them, and
 * `--secret-env` or `--secret-file` replaces both. A key file also supplies its certificate, if it contains one.
 */
export async function collectSecrets(
  workspace: SavedWorkspace,
  selected: SavedClient,
  { options, sealed, context }: Surroundings,
): Promise<{ readonly workspace: SavedWorkspace; readonly secrets: SecretSource }> {
  const { environment } = context;
  const values = new Map<string, string>();
  const put = (name: string, value: string | undefined) => {
    if (value !== undefined) values.set(secretKey(workspace.id, name), value);
  };
  for (const { client, secret } of sealed) put(client, secret);
  // An empty variable is what CI servers set for a secret that they do not have.
  for (const { id, clientId } of workspace.clients)
    put(clientSecretKey(id), environment[`CREDENCE_SECRET_${upper(clientId)}`] || undefined);
  put(clientSecretKey(selected.id), await namedSecret(options, context));
  put(PROXY_SECRET_KEY, environment.CREDENCE_PROXY_PASSWORD);
  for (const [name, value] of secretVariables(workspace, environment)) put(name, value);

  const keys = await readKeyFiles(workspace, options.key ?? [], environment.CREDENCE_KEY_PASSPHRASE ?? null);
  for (const { id, pem } of keys) put(privateKeySecretKey(id), pem);
  const withCertificates = (workspace.keys ?? []).map((key) => {
    const certificates = keys.find(({ id }) => id === key.id)?.certificates ?? [];
    return certificates.length > 0 ? { ...key, certificates: [...certificates] } : key;
  });
  return {
    workspace: keys.length > 0 ? { ...workspace, keys: withCertificates } : workspace,
    secrets: { get: async (key) => ok(values.get(key) ?? null) },
  };
}

/** Throws a Stop that explains how to set the client's secret, if its method needs one and there is none. */
export async function requireSecret(
  { id }: Pick<SavedWorkspace, 'id'>,
  client: Client,
  secrets: SecretSource,
): Promise<void> {
  if (methodOf(client).credential !== 'secret') return;
  const secret = await secrets.get(secretKey(id, clientSecretKey(client.id)));
  if (!secret.ok || secret.value !== null) return;
  throw new Stop(
    EXIT.input,
    `The secret of the client “${client.clientId}” is missing.`,
    `CREDENCE_SECRET_${upper(client.clientId)} is not set, or empty. Set it, or use --secret-env or --secret-file.`,
  );
}

/** `my-app` becomes `MY_APP`. */
function upper(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '_').toUpperCase();
}

/** The selected client's secret from an option. Removes a line break at the end of a file. */
async function namedSecret(
  { secretEnv, secretFile }: SecretOptions,
  { environment, signal }: CommandContext,
): Promise<string | undefined> {
  if (secretEnv !== undefined) {
    const value = environment[secretEnv];
    if (value === undefined) throw new Stop(EXIT.input, `The environment variable ${secretEnv} is not set.`);
    if (value === '') throw new Stop(EXIT.input, `The environment variable ${secretEnv} is empty.`);
    return value;
  }
  if (secretFile === undefined) return undefined;
  const read = secretFile === '-' ? readStandardInput(signal) : readFile(secretFile);
  const content = await read.catch((cause: Error) => {
    throw cause instanceof Stop ? cause : new Stop(EXIT.input, `Cannot read the secret: ${cause.message}`);
  });
  const secret = content.toString('utf8').replace(/\r?\n$/, '');
  if (secret === '') {
    const source = secretFile === '-' ? 'Standard input' : secretFile;
    throw new Stop(EXIT.input, `${source} has no secret: it is empty.`);
  }
  return secret;
}

function secretVariables(
  { variables }: SavedWorkspace,
  environment: CommandContext['environment'],
): [name: string, value: string | undefined][] {
  if (!variables) return [];
  const { activeEnvironmentId, items } = variables;
  return items
    .filter(({ secret }) => secret)
    .map(({ id, name }) => [
      variableSecretKey(activeEnvironmentId, id),
      environment[`CREDENCE_VARIABLE_${upper(name)}`],
    ]);
}

interface KeyFromFile {
  readonly id: string;
  /** PKCS #8. */
  readonly pem: string;
  /** PEM, leaf first. */
  readonly certificates: readonly string[];
}

/** `name=file`, or only `file` if the workspace has one key. */
async function readKeyFiles(
  { keys = [] }: SavedWorkspace,
  given: readonly string[],
  passphrase: string | null,
): Promise<KeyFromFile[]> {
  if (given.length === 0) return [];
  const { readKey } = await import('../core/credentials/import/read-key.ts');
  return Promise.all(
    given.map(async (assignment) => {
      const key =
        keys.find(({ name }) => assignment.startsWith(`${name}=`)) ?? (keys.length === 1 ? keys[0] : null);
      if (!key) {
        const [wanted = ''] = assignment.split('=');
        const names = keys.map(({ name }) => name);
        throw notFound(`--key ${assignment} names no key of the workspace.`, wanted, names);
      }
      const file = assignment.startsWith(`${key.name}=`) ? assignment.slice(key.name.length + 1) : assignment;
      const content = await readFile(file).catch((cause: Error) => {
        throw new Stop(EXIT.input, `Cannot read the key: ${cause.message}`);
      });
      const read = await readKey(content, { passphrase, certificates: '' });
      if (!read.ok) throw Stop.because(read.error, EXIT.input);
      const pem = read.value.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      return { id: key.id, pem, certificates: read.value.certificates };
    }),
  );
}
