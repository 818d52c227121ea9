import { parseJsonObject } from '../../json/json-object.ts';
import { parseForm } from '../../text/form-encoding.ts';
import type { CurlCommand } from './parse-curl.ts';

/** Paths that token endpoints have: Curity, Keycloak, Auth0, Okta, Azure, Identity Server and their like. */
const TOKEN_PATH = /\/(oauth-token|oauth-token-[\w-]+|tokens?|access[_-]?token|token\.oauth2)\/?(\?|#|$)/i;

/** Whether a command asks for a token: by its `grant_type`, or by a POST to what looks like a token endpoint. */
export function isTokenCommand(command: CurlCommand): boolean {
  if (tokenParameters(command).some(([name]) => name === 'grant_type')) return true;
  return command.method.toUpperCase() === 'POST' && TOKEN_PATH.test(command.url);
}

/** The parameters in a command's body: a form's, or the members of a JSON object as some servers' manuals have it. */
export function tokenParameters({ body }: CurlCommand): [name: string, value: string][] {
  if (body === null) return [];
  return jsonParameters(body) ?? parseForm(body);
}

/** The members of a JSON object, those that are no texts as JSON; null for another body. */
export function jsonParameters(body: string): [name: string, value: string][] | null {
  const members = parseJsonObject(body);
  return members === null
    ? null
    : Object.entries(members).map(([name, member]) => [
        name,
        typeof member === 'string' ? member : JSON.stringify(member),
      ]);
}
