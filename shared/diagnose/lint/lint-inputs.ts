import { quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** Slips of the hand in a token request: what was pasted, typed or left standing. All that fit. */
export const INPUT_LINT: readonly Rule[] = [
  {
    id: 'lint-client-id-white-space',
    severity: 'warning',
    title: 'The client id begins or ends with white space',
    why: 'It is sent as it is, and the server knows no such id. Most often the space came along with copying.',
    reference: null,
    check: ({ client: { clientId } }) =>
      clientId !== '' && clientId !== clientId.trim()
        ? {
            seen: `There is white space at its ${clientId === clientId.trimStart() ? 'end' : 'beginning'}.`,
            nextStep: 'Enter it again without.',
          }
        : null,
  },
  {
    id: 'lint-secret-is-client-id',
    severity: 'warning',
    title: 'The secret is the same as the client id',
    why: 'Perhaps the id was pasted into both fields. If the secret really is the id, anyone can guess it.',
    reference: 'RFC 6749 §10.10',
    check: ({ sent: { secret }, client: { clientId } }) =>
      secret !== null && secret !== '' && secret === clientId
        ? { seen: 'Both fields hold the same text.', nextStep: 'Copy the secret again from the server.' }
        : null,
  },
  {
    id: 'lint-secret-encoded',
    severity: 'info',
    title: 'The secret looks as if it were encoded already',
    why: 'It is encoded here where that is needed. A secret that was copied from a URL or a form body would be encoded twice.',
    reference: 'RFC 6749 §2.3.1',
    check: ({ sent: { secret } }) =>
      secret !== null && /%[0-9A-F]{2}/i.test(secret)
        ? {
            seen: 'There is a percent sign followed by two hexadecimal digits in it.',
            nextStep:
              'Enter the secret as the server showed it. If it really has these characters, all is well.',
          }
        : null,
  },
  {
    id: 'lint-url-placeholder',
    severity: 'warning',
    title: 'The URL still has a placeholder',
    why: 'A part of the address was copied from a manual and has to be replaced by a name of your own.',
    reference: null,
    check: ({ url }) => {
      const address = decoded(url.host + url.pathname);
      const found = /\{[^{}/]+\}|<[^<>/]+>|\bYOUR[-_][A-Z_-]+|\byour-(tenant|domain|realm)\b/.exec(
        address,
      )?.[0];
      return found === undefined
        ? null
        : { seen: quote(found), nextStep: 'Put the name of your tenant, realm or domain there.' };
    },
  },
  {
    id: 'lint-not-token-endpoint',
    severity: 'warning',
    title: 'The URL does not look like a token endpoint',
    why: 'Its path is usual for another address of an authorization server. The client secret should go to the token endpoint only.',
    reference: 'RFC 6749 §3.2',
    check: ({ url }) => {
      const found = NOT_TOKEN.exec(url.pathname)?.[0];
      if (found === undefined) return null;
      const path = TOKEN_PATHS.find(([pattern]) => pattern.test(url.pathname));
      const other = new URL(url.href);
      if (path) other.pathname = url.pathname.replace(...path);
      return {
        seen: `The path ends in ${quote(found)}.`,
        nextStep: path
          ? `The token endpoint is probably ${quote(other.href)}; the server’s metadata names it.`
          : 'Enter the address that the server’s metadata names as token_endpoint.',
        actions: path ? [{ kind: 'use-url', url: other.href }] : [],
      };
    },
  },
];

const NOT_TOKEN =
  /\/(\.well-known\/[\w-]+|(oauth-)?authori[sz]e|protocol\/openid-connect\/auth|(oauth-)?(introspect|revoke|userinfo)(ion)?|jwks(\.json)?|certs)\/?$/i;

/** From the path of an authorization endpoint to that of the token endpoint, as Curity, Keycloak and others have them. */
const TOKEN_PATHS: readonly (readonly [RegExp, string])[] = [
  [/\/oauth-(authorize|introspect|revoke|userinfo)\/?$/, '/oauth-token'],
  [/\/protocol\/openid-connect\/(auth|certs|userinfo)\/?$/, '/protocol/openid-connect/token'],
  [/\/authori[sz]e\/?$/, '/token'],
];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
