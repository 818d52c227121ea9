import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SavedClient, SavedWorkspace } from '../../shared/model/workspace.ts';
import type { SecretSource } from '../core/credentials/secret-source.ts';
import { openWorkspaceFile as openText } from '../core/workspaces/open-workspace-file.ts';
import { withEnvironment, withVariables } from './choose-environment.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { safeText } from './output/terminal.ts';
import { collectSecrets, type SecretOptions } from './secrets.ts';
import { notFound, Stop } from './stop.ts';

/** Options of every command that opens a workspace file. */
export interface WorkspaceOptions extends SecretOptions {
  readonly client?: string;
  readonly env?: string;
  readonly var?: readonly string[];
  readonly tokenEndpoint?: string;
  readonly cacert?: readonly string[];
  readonly insecure?: boolean;
}

export interface OpenedWorkspace {
  readonly workspace: SavedWorkspace;
  readonly secrets: SecretSource;
  /** The client named on the command line, or the first one. */
  readonly client: SavedClient;
  /** The chosen environment's name; null for the file's default. */
  readonly environment: string | null;
}

/**
 * Reads a workspace file and applies the command line's client, environment, variables, keys and secrets. Throws a Stop
 * that names what is missing.
 */
export async function openWorkspaceFile(
  file: string,
  options: WorkspaceOptions,
  context: CommandContext,
): Promise<OpenedWorkspace> {
  const { environment, terminal } = context;
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new Stop(EXIT.input, `Cannot read the workspace file: ${cause.message}`);
  });
  const opened = await openText(text, environment.CREDENCE_PASSPHRASE ?? null);
  if (!opened.ok) throw Stop.because(opened.error, EXIT.input);
  if (opened.value.isSealed && environment.CREDENCE_PASSPHRASE === undefined) {
    terminal.note('The workspace file has sealed secrets. Set CREDENCE_PASSPHRASE to use them.');
  }
  const { workspace: read, secrets: sealed, unknown } = opened.value;
  for (const member of unknown)
    terminal.note(safeText(`The workspace file has a member that is not known here: ${member}.`));
  const chosen = withVariables(withEnvironment(read, options.env ?? null), options.var ?? []);
  const client = findClient(chosen, options.client ?? null);
  const { workspace, secrets } = await collectSecrets(chosen, client, { options, sealed, context });
  return {
    workspace: await applyConnection(workspace, options, context),
    secrets,
    client,
    environment: options.env ?? null,
  };
}

function findClient({ clients }: SavedWorkspace, wanted: string | null): SavedClient {
  const client =
    wanted === null ? clients[0] : clients.find(({ clientId, id }) => clientId === wanted || id === wanted);
  if (client) return client;
  throw notFound(
    `The workspace has no client “${wanted}”.`,
    wanted ?? '',
    clients.map(({ clientId }) => clientId),
  );
}

async function applyConnection(
  workspace: SavedWorkspace,
  { insecure, tokenEndpoint, cacert = [] }: WorkspaceOptions,
  { terminal: { note } }: CommandContext,
): Promise<SavedWorkspace> {
  if (insecure)
    note('TLS verification is OFF (--insecure): anyone between you and the server can read the secret.');
  else if (workspace.tls.verification === 'off') note('TLS verification is OFF in this workspace.');
  const given = await Promise.all(cacert.map(readCa));
  return {
    ...workspace,
    tls: {
      ...workspace.tls,
      ...(insecure && { verification: 'off' }),
      extraCas: [...workspace.tls.extraCas, ...given],
    },
    server: tokenEndpoint === undefined ? workspace.server : { ...workspace.server, tokenEndpoint },
  };
}

async function readCa(file: string) {
  const pem = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new Stop(EXIT.input, `Cannot read the CA: ${cause.message}`);
  });
  if (!pem.includes('-----BEGIN CERTIFICATE-----'))
    throw new Stop(EXIT.input, `${file} has no certificate in PEM format.`);
  return { name: basename(file), pem };
}
