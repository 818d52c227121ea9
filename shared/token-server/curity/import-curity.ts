import { isJsonObject } from '../../json/json-object.ts';
import { parseJsonFile } from '../../json/parse-json-file.ts';
import { err, ok, type Result } from '../../result.ts';
import type { CertificateSubject } from '../client-authentication.ts';
import type { ClientAuthenticationView, ServerClientView } from '../client-view.ts';
import { normalizeClient } from '../normalize-client.ts';
import { readXml, type XmlElement } from './read-xml.ts';

/** Clients from a Curity configuration, without secrets, and what was not imported. */
export interface CurityImport {
  readonly clients: readonly ServerClientView[];
  /** Sentences, each naming its client. */
  readonly notes: readonly string[];
}

/** Curity's default for `access-token-ttl`, in seconds (documentation "OAuth Client Configuration"). */
const DEFAULT_TTL = 300;

/** Whether a text may be a Curity configuration: XML, or JSON from its RESTCONF API. */
export function looksLikeCurity(text: string): boolean {
  return /^\s*</.test(text) || /"(?:profile-oauth:|base:)[a-z-]+"/.test(text.slice(0, 10_000));
}

/**
 * Reads the clients of a configuration XML (`config-backed`), or of RESTCONF JSON with a `client` list. Drops secrets:
 * Curity's are hashed or encrypted, and a plain one should not be in a shared file.
 */
export function importFromCurity(text: string): Result<CurityImport, string> {
  const found = /^\s*</.test(text) ? findInXml(text) : findInJson(text);
  if (!found.ok) return found;
  if (found.value.length === 0) return err('There is no client in this configuration.');
  const notes: string[] = [];
  const clients = found.value.flatMap((each) => {
    const client = readClient(each, notes);
    return client === null ? [] : [client];
  });
  return clients.length === 0 ? err(notes[0] ?? 'No client could be read.') : ok({ clients, notes });
}

/** A node common to XML and JSON: names with their values. */
interface Node {
  readonly texts: (name: string) => readonly string[];
  readonly node: (name: string) => Node | null;
}

function findInXml(text: string): Result<readonly Node[], string> {
  const read = readXml(text);
  if (!read.ok) return read;
  return ok(
    elementsUnder(read.value, 'config-backed').flatMap(({ children }) => childrenNamed(children, 'client')),
  );
}

function elementsUnder(element: XmlElement, name: string): readonly XmlElement[] {
  if (element.name === name) return [element];
  return element.children.flatMap((child) => elementsUnder(child, name));
}

function childrenNamed(children: readonly XmlElement[], name: string): readonly Node[] {
  return children.filter((child) => child.name === name).map(nodeOfXml);
}

function nodeOfXml({ children }: XmlElement): Node {
  return {
    texts: (name) => children.filter((child) => child.name === name).map(({ text }) => text),
    node: (name) => childrenNamed(children, name)[0] ?? null,
  };
}

function findInJson(text: string): Result<readonly Node[], string> {
  const json = parseJsonFile(text);
  if (!json.ok) return err(`This is not JSON. ${json.error}`);
  return ok(clientsUnder(json.value, 0).map(nodeOfJson));
}

/** The members of `client` lists anywhere in the configuration. */
function clientsUnder(value: unknown, depth: number): readonly Readonly<Record<string, unknown>>[] {
  if (depth > 20 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => clientsUnder(each, depth + 1));
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const isList = /(?:^|:)client$/.test(name) && Array.isArray(member);
    return isList ? member.filter(isJsonObject) : clientsUnder(member, depth + 1);
  });
}

function nodeOfJson(json: Readonly<Record<string, unknown>>): Node {
  const values = (name: string): readonly unknown[] => {
    const value = json[name] ?? json[`profile-oauth:${name}`];
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value : [value];
  };
  return {
    texts: (name) => values(name).map((value) => (value === null ? '' : String(value))),
    node: (name) => {
      const [value] = values(name);
      return isJsonObject(value) ? nodeOfJson(value) : null;
    },
  };
}

function readClient(node: Node, notes: string[]): ServerClientView | null {
  const [clientId = ''] = node.texts('id');
  if (clientId === '') {
    notes.push('A client without an id was skipped.');
    return null;
  }
  const capabilities = node.node('capabilities');
  const has = (name: string) => (capabilities?.texts(name) ?? []).length > 0;
  const authentication = readAuthentication(node, (note) => notes.push(`${clientId}: ${note}`));
  if (authentication === null) return null;
  if (!has('client-credentials')) notes.push(`${clientId}: it may not use client credentials in Curity.`);
  const audience = node.texts('audience').filter((each) => each !== clientId);
  return normalizeClient({
    clientId,
    description: node.texts('description')[0] ?? node.texts('client-name')[0] ?? '',
    enabled: node.texts('enabled')[0] !== 'false',
    authentication,
    scopes: [...node.texts('scope')],
    capabilities: [
      ...(has('client-credentials') ? (['client_credentials'] as const) : []),
      ...(has('introspection') ? (['introspection'] as const) : []),
    ],
    tokenLifetime: Number(node.texts('access-token-ttl')[0] ?? DEFAULT_TTL) || DEFAULT_TTL,
    ...(audience.length === 0
      ? {}
      : { tokenFormat: 'jwt', jwt: { profile: 'curity', algorithm: 'RS256', audience } }),
  });
}

const SUBJECTS: readonly (readonly [leaf: string, field: CertificateSubject['field']])[] = [
  ['client-dn', 'subject_dn'],
  ['client-dns-name', 'san_dns'],
  ['client-uri', 'san_uri'],
  ['client-ip', 'san_ip'],
  ['client-email', 'san_email'],
];

function readAuthentication(node: Node, note: (text: string) => void): ClientAuthenticationView | null {
  if (node.texts('no-authentication')[0] === 'true') return { method: 'none' };
  const uri = node.node('jwks-uri')?.texts('uri')[0];
  if (uri !== undefined) return { method: 'private_key_jwt', keys: { from: 'url', url: uri } };
  if (node.texts('asymmetric-key').length > 0) {
    note(
      'skipped, because its public key is kept elsewhere in Curity. Add it with private_key_jwt yourself.',
    );
    return null;
  }
  if (node.texts('symmetric-key').length > 0) {
    note('its symmetric key was not taken over. Set a secret.');
    return { method: 'client_secret_jwt', hasSecret: false };
  }
  const mutualTls = node.node('mutual-tls') ?? node.node('mutual-tls-by-proxy');
  if (mutualTls !== null) {
    for (const [leaf, field] of SUBJECTS) {
      const [value] = mutualTls.texts(leaf);
      if (value !== undefined) return { method: 'tls_client_auth', subject: { field, value } };
    }
    note('skipped, because its certificate is kept elsewhere in Curity. Add it yourself.');
    return null;
  }
  note('its secret was not taken over. Set one.');
  return { method: 'secret', hasSecret: false };
}
