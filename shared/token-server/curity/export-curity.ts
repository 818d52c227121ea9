import type { ServerClientView } from '../client-view.ts';
import { type CurityClient, curityNotes, toCurityClient } from './curity-client.ts';

/** What a Curity export needs besides the clients. */
export interface CurityTarget {
  /** The id of the token service profile. */
  readonly profile: string;
  /** The admin service, for example `https://localhost:6749`. */
  readonly adminUrl: string;
  /** Secrets to include, by client id. Empty unless the user chose to include them. */
  readonly secrets: Readonly<Partial<Record<string, string>>>;
}

export const DEFAULT_CURITY_TARGET: CurityTarget = {
  profile: 'token-service',
  adminUrl: 'https://localhost:6749',
  secrets: {},
};

/** The same clients in Curity's three import formats. */
export interface CurityExport {
  /** For `idsvr -m`, or "Upload" with "Merge" in the admin UI. */
  readonly xml: string;
  /** For `idsh` in configuration mode. */
  readonly cli: string;
  /** curl calls of the RESTCONF API. */
  readonly restconf: string;
}

/**
 * Clients as a Curity Identity Server's configuration. The XML follows curityio/database-client-migration-example
 * (example-clients.xml), the CLI paths Curity's idsh examples, and the RESTCONF path curityio's 3scale integration
 * (PUT of one client). None was run against a real server.
 */
export function exportForCurity(
  clients: readonly ServerClientView[],
  target: CurityTarget = DEFAULT_CURITY_TARGET,
): CurityExport {
  const exported = clients.map((client) => {
    // Own members only: a client may be called `constructor`.
    const secret = Object.hasOwn(target.secrets, client.clientId)
      ? (target.secrets[client.clientId] ?? null)
      : null;
    return { client: toCurityClient(client, secret), notes: curityNotes(client, secret !== null) };
  });
  return {
    xml: writeXml(exported, target),
    cli: writeCli(exported, target),
    restconf: writeCurl(exported, target),
  };
}

interface Exported {
  readonly client: CurityClient;
  readonly notes: readonly string[];
}

function writeXml(exported: readonly Exported[], { profile }: CurityTarget): string {
  const clients = exported.flatMap(({ client, notes }) => [
    ...notes.map((note) => `<!-- ${escapeComment(`${client.id}: ${note}`)} -->`),
    '<client>',
    ...xmlLeaves(client).map((line) => `  ${line}`),
    '</client>',
  ]);
  return `<config xmlns="http://tail-f.com/ns/config/1.0">
  <profiles xmlns="https://curity.se/ns/conf/base">
    <profile>
      <id>${escapeXml(profile)}</id>
      <type xmlns:as="https://curity.se/ns/conf/profile/oauth">as:oauth-service</type>
      <settings>
        <authorization-server xmlns="https://curity.se/ns/conf/profile/oauth">
          <client-store>
            <config-backed>
${clients.map((line) => `              ${line}`).join('\n')}
            </config-backed>
          </client-store>
        </authorization-server>
      </settings>
    </profile>
  </profiles>
</config>
`;
}

function xmlLeaves(node: object): string[] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    if (isEmptyLeaf(value)) return [`<${name}/>`];
    if (Array.isArray(value)) return value.map((each) => `<${name}>${escapeXml(String(each))}</${name}>`);
    if (typeof value === 'object' && value !== null)
      return [`<${name}>`, ...xmlLeaves(value).map((line) => `  ${line}`), `</${name}>`];
    return [`<${name}>${escapeXml(String(value))}</${name}>`];
  });
}

function writeCli(exported: readonly Exported[], { profile }: CurityTarget): string {
  const lines = exported.flatMap(({ client: { id, ...others }, notes }) => {
    const path = `set profiles profile ${quoteCli(profile)} oauth-service settings authorization-server client-store config-backed client ${quoteCli(id)}`;
    return [
      ...notes.map((note) => `# ${oneLine(`${id}: ${note}`)}`),
      ...cliLeaves(others).map((leaf) => `${path} ${leaf}`),
    ];
  });
  return `${['configure', ...lines, 'commit'].join('\n')}\n`;
}

function cliLeaves(node: object): string[] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    if (isEmptyLeaf(value)) return [name];
    if (Array.isArray(value)) return value.map((each) => `${name} ${quoteCli(String(each))}`);
    if (typeof value === 'object' && value !== null) return cliLeaves(value).map((leaf) => `${name} ${leaf}`);
    return [`${name} ${quoteCli(String(value))}`];
  });
}

function writeCurl(exported: readonly Exported[], { adminUrl, profile }: CurityTarget): string {
  const base = `${adminUrl.replace(/\/+$/, '')}/admin/api/restconf/data/base:profiles/base:profile=${encodeURIComponent(profile)},oauth-service/base:settings/profile-oauth:authorization-server/profile-oauth:client-store/profile-oauth:config-backed`;
  return exported
    .map(({ client, notes }) => {
      const body = JSON.stringify({ 'profile-oauth:client': [client] }, null, 2);
      const url = `${base}/client=${encodeURIComponent(client.id)}`;
      return [
        ...notes.map((note) => `# ${oneLine(`${client.id}: ${note}`)}`),
        `curl --fail-with-body -u "admin:$CURITY_ADMIN_PASSWORD" -X PUT ${quoteShell(url)} \\`,
        "  -H 'Content-Type: application/yang-data+json' \\",
        `  --data-raw ${quoteShell(body)}`,
        '',
      ].join('\n');
    })
    .join('\n');
}

function isEmptyLeaf(value: unknown): boolean {
  return Array.isArray(value) && value.length === 1 && value[0] === null;
}

/** Text of an element. Characters that XML 1.0 cannot have are left out. */
function escapeXml(text: string): string {
  return text
    .replace(NOT_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML excludes
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A comment may not contain `--`. */
function escapeComment(text: string): string {
  return oneLine(text).replace(NOT_XML, '').replaceAll('--', '- -');
}

/** A CLI value: quoted unless it is a plain word. */
function quoteCli(text: string): string {
  if (/^[A-Za-z0-9._:/@-]+$/.test(text)) return text;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
}

/** A comment must stay on one line, or the rest would be a command. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function quoteShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
