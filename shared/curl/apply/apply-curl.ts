import type { ApiRequestDraft, Workspace } from '../../model/workspace.ts';
import type { CurlCommand } from '../read/parse-curl.ts';
import { isTokenCommand } from '../read/token-command.ts';
import { variablesIn, writeVariables } from '../write/shell-variables.ts';
import { importTokenCommand } from './apply-token-command.ts';
import { applyConnection, type CurlImport, fieldsOf, isOurs, unresolved } from './import-parts.ts';

export type { CurlImport } from './import-parts.ts';

/**
 * Fills a workspace from a curl command: the token request's cards when it asks for a token, else the API call.
 * A token command followed by an API call fills both. Nothing that the command does not mention is changed.
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
    notUnderstood: [...token.notUnderstood, ...api.notUnderstood, ...leftOver(command.following.length - 1)],
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
  const token = readBearer(command, notes);
  const headers = command.headers.filter(({ name }) => !isOurs(name));
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
    workspace: { ...applyConnection(command, workspace), api },
    secret: null,
    target: 'api',
    token,
    notUnderstood: notes,
  };
}

/** The token of the call; a variable stands for the one that will be obtained here. */
function readBearer({ headers, bearer }: CurlCommand, notes: string[]): string | null {
  const authorization = headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value;
  const [, scheme = '', credentials = ''] = /^(\S+)\s*(.*)$/s.exec(authorization ?? '') ?? [];
  if (authorization !== undefined && scheme.toLowerCase() !== 'bearer') {
    notes.push(
      `The Authorization header (${scheme}) was left out: the API call is authorised by the token alone.`,
    );
  }
  const token = bearer ?? (scheme.toLowerCase() === 'bearer' ? credentials.trim() : '');
  if (token === '') return null;
  const [variable] = variablesIn(token);
  if (variable !== undefined) {
    notes.push(`${variable} has no value here: the API call uses the token that you get here.`);
    return null;
  }
  return token;
}
