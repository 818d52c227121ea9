import type { BasicEncoding, Client, Workspace } from '../../model/workspace.ts';
import { assertionOf } from '../../oauth/client-authentication/assertion.ts';
import { basicCredentialsOf, decodeBasic } from '../../oauth/methods/basic.ts';
import { usesAssertion } from '../../oauth/methods/methods.ts';
import { parseScope } from '../../oauth/parameters/scope.ts';
import { takeNamedParameters } from '../../oauth/request/named-parameters.ts';
import { decodeForm, encodeForm } from '../../text/form-encoding.ts';
import type { CurlCommand } from '../read/parse-curl.ts';
import { jsonParameters, tokenParameters } from '../read/token-command.ts';
import { variablesIn, writeVariables } from '../write/shell-variables.ts';
import { ASSERTION_PARAMETERS, type ImportedAssertion, readAssertion } from './import-assertion.ts';
import { applyConnection, type CurlImport, fieldsOf, isOurs, unresolved } from './import-parts.ts';
import { dpopSettings, takeProof } from './import-proof.ts';

/** Fills the token request from a command that requests a token. */
export function importTokenCommand(command: CurlCommand, workspace: Workspace): CurlImport {
  const notes = [...command.notUnderstood];
  const parameters = tokenParameters(command);
  noteOddities(command, parameters, notes);
  if (command.followRedirects) {
    notes.push('-L was left out: redirects of a token request are shown, never followed.');
  }

  const assertion = readSentAssertion(command, parameters, workspace, notes);
  const credentials = readCredentials(command, parameters, assertion, notes);
  const { proof, headers: sent } = takeProof(command.headers);
  const chosen = chooseClient(workspace, credentials);
  const client = {
    ...chosen,
    ...assertionSettings(workspace, credentials, assertion),
    ...(proof && { dpop: dpopSettings(chosen, workspace, proof, notes) }),
  };
  const scopes = parameters
    .filter(([name]) => name === 'scope')
    .flatMap(([, value]) => parseScope(writeVariables(value)));
  const others = parameters.filter(([name]) => !isTaken(name, credentials));
  const { named, rest } = takeNamedParameters(
    others.map(([name, value]) => ({ name, value: writeVariables(value) })),
  );
  const headers = sent.filter(({ name, value }) => !isOurs(name) && !isBuiltIn(name, value));
  const secret = knownSecret(credentials.secret, notes);

  notes.push(
    ...unresolved([
      command.url,
      credentials.clientId,
      ...scopes,
      ...others.map(([, value]) => value),
      ...headers.map(({ value }) => value),
    ]),
  );
  return {
    workspace: {
      ...applyConnection(command, workspace),
      server: applyEndpoint(writeVariables(command.url), workspace, notes),
      clients: replaceClient(workspace.clients, {
        ...client,
        knownScopes: [...new Set([...client.knownScopes, ...scopes])],
      }),
      activeClientId: client.id,
      request: {
        scopes: [...new Set(scopes)],
        ...named,
        parameters: fieldsOf(rest),
        headers: fieldsOf(headers),
        rawBody: null,
      },
    },
    secret,
    target: 'token',
    token: null,
    notUnderstood: notes,
  };
}

interface Credentials {
  readonly method: Client['authMethod'];
  readonly clientId: string;
  readonly secret: string | null;
  /** Null if both encodings give the same result: then the client's setting stays. */
  readonly basicEncoding: BasicEncoding | null;
}

function readCredentials(
  command: CurlCommand,
  parameters: readonly (readonly [string, string])[],
  assertion: ImportedAssertion | null,
  notes: string[],
): Credentials {
  const inBody = (name: string) => parameters.find(([parameter]) => parameter === name)?.[1] ?? null;
  const basic = readBasic(command);
  if (basic) {
    if (inBody('client_secret') !== null) {
      notes.push(
        'The command sends the client secret twice; the one in the Authorization header was taken (RFC 6749 §2.3).',
      );
    }
    if (basic.secret === null)
      notes.push('-u has no password, so curl would ask for it: enter the client secret.');
    return basic;
  }
  const authorization = command.headers.find(({ name }) => name.toLowerCase() === 'authorization');
  if (authorization) notes.push(leftOut(authorization.value));
  const secret = inBody('client_secret');
  return {
    method: secret !== null ? 'client_secret_post' : (assertion?.method ?? withoutSecret(command)),
    clientId: inBody('client_id') ?? assertion?.clientId ?? '',
    secret,
    basicEncoding: null,
  };
}

function leftOut(authorization: string): string {
  return /^basic(\s|$)/i.test(authorization)
    ? 'The Authorization header is Basic, but no id and secret can be read from it: it was left out.'
    : 'The Authorization header is not Basic and was left out.';
}

/** A command without secret or assertion authenticates by certificate, or not at all. */
function withoutSecret({ clientCertificate }: CurlCommand): Client['authMethod'] {
  return clientCertificate ? 'tls_client_auth' : 'none';
}

/** The assertion in the command; each request will get a newly signed one. */
function readSentAssertion(
  { url }: CurlCommand,
  parameters: readonly (readonly [string, string])[],
  { server: { issuer } }: Workspace,
  notes: string[],
): ImportedAssertion | null {
  const value = parameters.find(([name]) => name === 'client_assertion')?.[1];
  if (value === undefined) return null;
  const assertion = readAssertion(value, { issuer, tokenEndpoint: writeVariables(url) });
  notes.push(
    assertion
      ? `The client assertion was left out: Credence signs one for each request. ${assertion.method === 'client_secret_jwt' ? 'Enter the client secret that signs it.' : 'Choose the key that signs it in step 1, or import it there.'}`
      : 'The client assertion is kept as a plain parameter; it soon expires.',
  );
  return assertion;
}

/** Assertion settings from the command, merged into the client's. */
function assertionSettings(
  workspace: Workspace,
  credentials: Credentials,
  assertion: ImportedAssertion | null,
): Pick<Client, 'assertion'> {
  if (!assertion || credentials.method !== assertion.method) return {};
  return { assertion: { ...assertionOf(chooseClient(workspace, credentials)), ...assertion.settings } };
}

/** `-u`, or an Authorization header of the Basic scheme. */
function readBasic({ user, headers }: CurlCommand): Credentials | null {
  if (user) return { method: 'client_secret_basic', ...readPair(user.name, user.password) };
  const authorization = headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value ?? '';
  const raw = decodeBasic(basicCredentialsOf(authorization) ?? '')?.raw;
  return raw ? { method: 'client_secret_basic', ...readPair(raw.clientId, raw.clientSecret) } : null;
}

/**
 * Distinguishes the two encodings of Basic (RFC 6749 §2.3.1). A pair that is valid form encoding and contains `%XX` was
 * form-encoded. A pair that encoding would not change can be either; all others are raw.
 */
function readPair(clientId: string, secret: string | null): Omit<Credentials, 'method'> {
  if (secret !== null && variablesIn(secret).length > 0) {
    // The variable name that our own export uses for a form-encoded secret.
    const isForm = variablesIn(secret).some((name) => name.endsWith('CLIENT_SECRET_FORM'));
    return {
      clientId: isForm ? decodeForm(clientId) : clientId,
      secret,
      basicEncoding: isForm ? 'form' : null,
    };
  }
  const parts = [clientId, secret ?? ''];
  if (parts.every((part) => encodeForm(part) === part)) return { clientId, secret, basicEncoding: null };
  const isForm =
    parts.some((part) => /%[0-9A-F]{2}/.test(part)) &&
    parts.every((part) => encodeForm(decodeForm(part)) === part);
  if (!isForm) return { clientId, secret, basicEncoding: 'raw' };
  return { clientId: decodeForm(clientId), secret: secret && decodeForm(secret), basicEncoding: 'form' };
}

/**
 * The client to fill: one with the same client ID, else the active one if it is blank, else a new one. Pasting never
 * overwrites a client.
 */
function chooseClient(workspace: Workspace, credentials: Credentials): Client {
  const clientId = writeVariables(credentials.clientId);
  const active = workspace.clients.find(({ id }) => id === workspace.activeClientId);
  const existing =
    clientId === '' || active?.clientId === clientId
      ? active
      : (workspace.clients.find((client) => client.clientId === clientId) ??
        (active?.clientId.trim() === '' ? active : undefined));
  return {
    ...(existing ?? { id: freeId(workspace), knownScopes: [] }),
    clientId: clientId === '' ? (existing?.clientId ?? '') : clientId,
    authMethod: credentials.method,
    basicEncoding: credentials.basicEncoding ?? existing?.basicEncoding ?? 'form',
  };
}

function freeId({ clients }: Workspace): string {
  let number = clients.length + 1;
  while (clients.some(({ id }) => id === `client-${number}`)) number += 1;
  return `client-${number}`;
}

function replaceClient(clients: readonly Client[], client: Client): Client[] {
  return clients.some(({ id }) => id === client.id)
    ? clients.map((other) => (other.id === client.id ? client : other))
    : [...clients, client];
}

/** The built-in workspace follows the embedded server's URL; a paste must not change it. */
function applyEndpoint(url: string, workspace: Workspace, notes: string[]): Workspace['server'] {
  if (workspace.kind === 'built-in') {
    if (url !== workspace.server.tokenEndpoint) {
      notes.push(
        `This workspace belongs to the built-in token server and keeps its address; to call ${url}, choose another workspace.`,
      );
    }
    return workspace.server;
  }
  return url === workspace.server.tokenEndpoint ? workspace.server : { issuer: '', tokenEndpoint: url };
}

/** Whether the form has its own field for a parameter. */
function isTaken(name: string, { method }: Credentials): boolean {
  if (['grant_type', 'scope', 'client_secret'].includes(name)) return true;
  if (ASSERTION_PARAMETERS.includes(name)) return usesAssertion(method);
  // With Basic, client_id in the body is redundant, but some servers require it.
  return name === 'client_id' && method !== 'client_secret_basic';
}

/** Headers that every token request has. */
function isBuiltIn(name: string, value: string): boolean {
  switch (name.toLowerCase()) {
    case 'content-type':
      return true;
    case 'accept':
      return /^(application\/json|\*\/\*)$/i.test(value.trim());
    default:
      return false;
  }
}

function knownSecret(secret: string | null, notes: string[]): string | null {
  if (secret === null) return null;
  const [variable] = variablesIn(secret);
  if (variable === undefined) return secret;
  notes.push(`The client secret is in ${variable}, a variable of the shell: enter the secret itself.`);
  return null;
}

function noteOddities(
  command: CurlCommand,
  parameters: readonly (readonly [string, string])[],
  notes: string[],
): void {
  const grant = parameters.find(([name]) => name === 'grant_type')?.[1];
  if (grant !== undefined && grant !== 'client_credentials') {
    notes.push(`grant_type ${writeVariables(grant)} was left out: Credence asks with client_credentials.`);
  }
  if (command.method !== 'POST') {
    notes.push(`The method ${command.method} was left out: a token request is a POST (RFC 6749 §3.2).`);
  }
  if (command.body !== null && jsonParameters(command.body)) {
    notes.push('The JSON body became a form: that is what a token endpoint reads (RFC 6749 §4.4.2).');
  }
}
