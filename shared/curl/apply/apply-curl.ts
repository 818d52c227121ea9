import { activeClient } from '../../model/active-client.ts';
import type { ApiRequestDraft, Client, Workspace } from '../../model/workspace.ts';
import type { CurlCommand } from '../read/parse-curl.ts';
import { isTokenCommand } from '../read/token-command.ts';
import { variablesIn, writeVariables } from '../write/shell-variables.ts';
import { importTokenCommand } from './apply-token-command.ts';
import { applyConnection, type CurlImport, fieldsOf, isOurs, unresolved } from './import-parts.ts';
import { dpopSettings, type ImportedProof, takeProof } from './import-proof.ts';

export type { CurlImport } from './import-parts.ts';

/**
 * Fills a workspace from a curl command: the token request if it requests a token, else the API call. A token command
 * followed by an API call fills both. Leaves everything the command does not mention unchanged.
 */
export function importCurl(command: CurlCommand, workspace: Workspace): CurlImport {
  const second = command.following[0];
  if (!isTokenCommand(command)) {
    const api = importApiCommand(command, workspace);
    return { ...api, notUnderstood: [...api.notUnderstood, ...leftOver(command.following.length)] };
  }
  const token = importTokenCommand(command, workspace);
  if (!second || isTokenCommand(second)) {
    return { ...token, notUnderstood: [...token.notUnderstood, ...leftOver(command.following.length)] };
  }
  const api = importApiCommand(second, token.workspace);
  return {
    ...token,
    workspace: api.workspace,
    token: api.token,
    ...(api.tokenKey && { tokenKey: api.tokenKey }),
    // Report notes common to both commands once.
    notUnderstood: [
      ...new Set([...token.notUnderstood, ...api.notUnderstood, ...leftOver(command.following.length - 1)]),
    ],
  };
}

function leftOver(count: number): string[] {
  if (count <= 0) return [];
  return [
    count === 1
      ? 'The text holds one more command; it was left out.'
      : `The text holds ${count} more commands; they were left out.`,
  ];
}

function importApiCommand(command: CurlCommand, workspace: Workspace): CurlImport {
  const notes = [...command.notUnderstood];
  const { proof, headers: sent } = takeProof(command.headers);
  const { token, scheme } = readToken(command, notes);
  const isBound = scheme === 'dpop';
  if (isBound && !proof) notes.push(`There is no DPoP proof beside the token: ${BOUND_TO}`);
  const headers = sent.filter(({ name }) => !isOurs(name));
  if (command.impliedContentType !== null) {
    headers.push({ name: 'Content-Type', value: command.impliedContentType });
  }
  if (command.user) notes.push('-u was left out: the API call is authorised by the token alone.');
  const api: ApiRequestDraft = {
    method: command.method,
    url: writeVariables(command.url),
    headers: fieldsOf(headers),
    body: writeVariables(command.body ?? ''),
    ...(command.followRedirects && { followRedirects: true }),
  };
  notes.push(...unresolved([command.url, command.body ?? '', ...headers.map(({ value }) => value)]));
  return {
    workspace: {
      ...applyConnection(command, workspace),
      api,
      ...(proof && { clients: provenBy(workspace, proof, notes) }),
    },
    secret: null,
    target: 'api',
    token,
    ...(isBound && proof?.jkt && { tokenKey: proof.jkt }),
    notUnderstood: notes,
  };
}

const BOUND_TO = 'which key it is bound to is known only if it says so itself.';

/** The clients; the active one now uses DPoP with its key. */
function provenBy(workspace: Workspace, proof: ImportedProof, notes: string[]): Client[] {
  const { id } = activeClient(workspace);
  return workspace.clients.map((client) =>
    client.id === id ? { ...client, dpop: dpopSettings(client, workspace, proof, notes) } : client,
  );
}

interface SentToken {
  /** Null if there is none, or only a variable for a token to be requested here. */
  readonly token: string | null;
  /** In lower case; empty if the call has no credentials. */
  readonly scheme: string;
}

/** The token of the call (RFC 6750 §2.1, RFC 9449 §7.1). */
function readToken({ headers, bearer }: CurlCommand, notes: string[]): SentToken {
  const authorization = headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value;
  const [, written = '', credentials = ''] = /^(\S+)\s*(.*)$/s.exec(authorization ?? '') ?? [];
  const scheme = bearer === null ? written.toLowerCase() : 'bearer';
  const isToken = ['bearer', 'dpop'].includes(written.toLowerCase());
  if (authorization !== undefined && !isToken) {
    notes.push(
      `The Authorization header (${written}) was left out: the API call is authorised by the token alone.`,
    );
  }
  const token = bearer ?? (isToken ? credentials.trim() : '');
  if (token === '') return { token: null, scheme };
  const [variable] = variablesIn(token);
  if (variable !== undefined) {
    notes.push(`${variable} has no value here: the API call uses the token that you get here.`);
    return { token: null, scheme };
  }
  return { token, scheme };
}
