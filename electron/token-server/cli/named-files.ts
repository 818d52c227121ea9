import { isJsonObject, type JsonObject } from '../../../shared/json/json-object.ts';
import { parseJsonFile } from '../../../shared/json/parse-json-file.ts';

/** Reads a file named in a configuration; rejects with the platform's error. */
export type ReadFile = (path: string) => Promise<string>;

/** A file named in a configuration could not be included. */
export class NamedFileError extends Error {}

/**
 * Replaces file paths in a configuration with the files' contents: certificates and CAs (PEM), and a client's key set
 * (JSON). Inline PEM would need escaped line breaks. Rejects with a NamedFileError.
 */
export async function readNamedFiles(config: unknown, read: ReadFile): Promise<unknown> {
  if (!isJsonObject(config)) return config;
  const { clients, mutualTls } = config;
  return {
    ...config,
    ...(Array.isArray(clients)
      ? { clients: await all(clients, (client) => readForClient(client, read)) }
      : {}),
    ...(isJsonObject(mutualTls) ? { mutualTls: await readPems(mutualTls, 'authorities', read) } : {}),
  };
}

async function readForClient(client: unknown, read: ReadFile): Promise<unknown> {
  if (!isJsonObject(client) || !isJsonObject(client.authentication)) return client;
  const authentication = await readPems(client.authentication, 'certificates', read);
  const { keys } = authentication;
  if (!isJsonObject(keys) || typeof keys.jwks !== 'string') return { ...client, authentication };
  if (/^https?:/.test(keys.jwks)) {
    throw new NamedFileError(`${keys.jwks} is an address: name it as "keys": { "from": "url", "url": "…" }`);
  }
  const jwks = await readJson(keys.jwks, read);
  return { ...client, authentication: { ...authentication, keys: { ...keys, jwks } } };
}

async function readPems(parent: JsonObject, name: string, read: ReadFile): Promise<JsonObject> {
  const texts = parent[name];
  if (!Array.isArray(texts)) return parent;
  const isPath = (text: unknown): text is string => typeof text === 'string' && !text.includes('-----BEGIN');
  const lists = await all(texts, async (text) =>
    isPath(text) ? certificatesOf(await readText(text, read)) : [text],
  );
  return { ...parent, [name]: lists.flat() };
}

/** All certificates of a bundle, without text between them. If there are none, the schema rejects the file. */
function certificatesOf(text: string): readonly string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [text];
}

async function readJson(path: string, read: ReadFile): Promise<unknown> {
  const json = parseJsonFile(await readText(path, read));
  if (json.ok) return json.value;
  throw new NamedFileError(`${path} is not JSON: ${json.error}`);
}

async function readText(path: string, read: ReadFile): Promise<string> {
  try {
    return await read(path);
  } catch (cause) {
    throw new NamedFileError(`${path} could not be read: ${cause instanceof Error ? cause.message : cause}`);
  }
}

function all<T>(values: readonly unknown[], change: (value: unknown) => T | Promise<T>): Promise<T[]> {
  return Promise.all(values.map(change));
}
