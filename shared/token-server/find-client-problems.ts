import { isScopeToken } from '../oauth/parameters/scope.ts';
import type { CertificateSubject, ClientKeys } from './client-authentication.ts';
import type { ServerClientView } from './client-view.ts';
import { parseDistinguishedName } from './distinguished-name.ts';
import { isKeyAddress } from './key-address.ts';

/** A problem to fix before a client is usable. */
export interface ClientProblem {
  /** Its section in the form. */
  readonly field: 'clientId' | 'authentication' | 'scopes' | 'defaultScopes';
  /** For a person. */
  readonly message: string;
}

/**
 * Problems of a client beyond the schema `ServerClientViewSchema`. `otherIds` are the IDs of all other clients. Only
 * the server's `checkClient` validates keys and certificates.
 */
export function findClientProblems(client: ServerClientView, otherIds: readonly string[]): ClientProblem[] {
  const { authentication, clientId, defaultScopes = [], scopes } = client;
  const problems: ClientProblem[] = [];
  const add = (field: ClientProblem['field'], message: string | null) => {
    if (message !== null) problems.push({ field, message });
  };

  if (clientId.trim() === '') add('clientId', 'A client needs an id.');
  else if (otherIds.includes(clientId)) add('clientId', `There is another client ${quote(clientId)}.`);

  const malformed = scopes.find((scope) => !isScopeToken(scope));
  if (malformed !== undefined) {
    add('scopes', `${quote(malformed)} is no scope: letters, digits and signs but space, " and \\ are.`);
  }
  const foreign = defaultScopes.find((scope) => !scopes.includes(scope));
  if (foreign !== undefined) add('defaultScopes', `${quote(foreign)} is not among the client’s scopes.`);

  if (authentication.method === 'private_key_jwt') add('authentication', findKeyProblem(authentication.keys));
  if (authentication.method === 'tls_client_auth') {
    add('authentication', findSubjectProblem(authentication.subject));
  }
  return problems;
}

function findKeyProblem(keys: ClientKeys): string | null {
  if (keys.from === 'url') {
    return isKeyAddress(keys.url)
      ? null
      : 'The address of the keys must begin with https://, or with http:// on this machine.';
  }
  const forSigning = keys.jwks.keys.some(({ use }) => use === undefined || use === 'sig');
  return forSigning ? null : 'None of the keys is for signatures (use is not "sig").';
}

function findSubjectProblem({ field, value }: CertificateSubject): string | null {
  switch (field) {
    case 'subject_dn':
      return parseDistinguishedName(value) === null
        ? 'This is no distinguished name: write it like CN=my-client,O=Example,C=SE.'
        : null;
    case 'san_dns':
      return /^[\w*-]+(\.[\w-]+)*$/.test(value) ? null : 'This is no DNS name, as client.example is one.';
    case 'san_email':
      return /^[^\s@]+@[^\s@]+$/.test(value) ? null : 'This is no e-mail address.';
    case 'san_ip':
      return /^(\d{1,3}(\.\d{1,3}){3}|[\da-f:.]*:[\da-f:.]*)$/i.test(value) ? null : 'This is no IP address.';
    case 'san_uri':
      return URL.canParse(value) ? null : 'This is no URI, as urn:example:client is one.';
  }
}

function quote(text: string): string {
  return `“${text}”`;
}
