import { parseJsonObject } from '../../json/json-object.ts';
import { parseForm } from '../../text/form-encoding.ts';
import type { CurlCommand } from './parse-curl.ts';

/** Common token endpoint paths: Curity, Keycloak, Auth0, Okta, Azure, Identity Server and similar. */
const TOKEN_PATH = /\/(oauth-token|oauth-token-[\w-]+|tokens?|access[_-]?token|token\.oauth2)\/?(\?|#|$)/i;

/** Whether a command requests a token: it has a `grant_type`, or POSTs to a likely token endpoint. */
export function isTokenCommand(command: CurlCommand): boolean {
  if (tokenParameters(command).some(([name]) => name === 'grant_type')) return true;
  return command.method.toUpperCase() === 'POST' && TOKEN_PATH.test(command.url);
}

/** The parameters in a command's body: a form, or a JSON object as some servers document. */
export function tokenParameters({ body }: CurlCommand): [name: string, value: string][] {
  if (body === null) return [];
  return jsonParameters(body) ?? parseForm(body);
}

/** The members of a JSON object, non-strings as JSON; null for another body. */
export function jsonParameters(body: string): [name: string, value: string][] | null {
  const members = parseJsonObject(body);
  return members === null
    ? null
    : Object.entries(members).map(([name, member]) => [
        name,
        typeof member === 'string' ? member : JSON.stringify(member),
      ]);
}
