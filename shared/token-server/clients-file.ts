import { z } from 'zod';
import { isJsonObject } from '../json/json-object.ts';
import { parseJsonFile } from '../json/parse-json-file.ts';
import { err, ok, type Result } from '../result.ts';
import { type ServerClientView, ServerClientViewSchema } from './client-view.ts';
import { adoptFormerClient } from './server-client.ts';

/** The file type of a client list. */
export const CLIENTS_FILE = {
  kind: z.literal('credence-token-server-clients'),
  version: z.literal(1),
};

const ClientsFileSchema = z.object({
  ...CLIENTS_FILE,
  clients: z.array(z.unknown()).max(1_000),
});

/** Clients as a file, without secrets: neither hashes (a weak secret could be guessed) nor whether there is one. */
export function formatClientsFile(clients: readonly ServerClientView[]): string {
  const file = {
    kind: CLIENTS_FILE.kind.value,
    version: CLIENTS_FILE.version.value,
    clients: clients.map(withoutSecret),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function withoutSecret(client: ServerClientView): object {
  const { authentication } = client;
  if (!('hasSecret' in authentication)) return client;
  const { hasSecret: _, ...others } = authentication;
  return { ...client, authentication: others };
}

/** The clients of a file, without secrets; or a sentence about what is wrong with it. */
export function readClientsFile(text: string): Result<readonly ServerClientView[], string> {
  const json = parseJsonFile(text);
  if (!json.ok) return err(`This is not JSON. ${json.error}`);
  const file = ClientsFileSchema.safeParse(json.value);
  const listed = Array.isArray(json.value) ? json.value : file.success ? file.data.clients : null;
  if (listed === null) return err('This is no file of clients: export some to see how one looks.');
  const clients: ServerClientView[] = [];
  for (const [index, each] of listed.entries()) {
    const read = ServerClientViewSchema.safeParse(markSecret(adoptFormerClient(each)));
    if (!read.success) return err(`Client ${index + 1}: ${describeIssue(read.error)}`);
    const { clientId } = read.data;
    if (clients.some((other) => other.clientId === clientId)) return err(`“${clientId}” is there twice.`);
    clients.push(read.data);
  }
  return clients.length > 0 ? ok(clients) : err('There is no client in it.');
}

/** Drops any secret in it, hashed or plain. */
function markSecret(client: unknown): unknown {
  if (!isJsonObject(client) || !isJsonObject(client.authentication)) return client;
  const { hash: _hash, secret: _secret, ...authentication } = client.authentication;
  return { ...client, authentication: { ...authentication, hasSecret: false } };
}

function describeIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  const where = issue?.path.join('.') ?? '';
  return `${where === '' ? '' : `${where}: `}${issue?.message ?? 'it cannot be read'}`;
}
