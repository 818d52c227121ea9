import { activeClient } from '../../model/active-client.ts';
import { DEFAULT_ASSERTION } from '../../model/default-assertion.ts';
import type { Field, Workspace } from '../../model/workspace.ts';
import { MASK, maskText } from '../../text/sensitive-text.ts';
import { secretsFor } from '../../variables/find-problems.ts';
import { ownSecret } from '../../variables/own-secrets.ts';
import { resolveWorkspace } from '../../variables/resolve-workspace.ts';
import { unmarkSecrets } from '../../variables/secret-marks.ts';
import { METHODS, usesAssertion } from '../methods/methods.ts';
import { markBody } from '../parameters/mark-body.ts';
import { sensitiveHeader, sensitiveParameter } from '../sensitive-parameters.ts';

/** One input of a token request. Names may repeat. Contains no secrets. */
export interface TokenInput {
  /** As shown to the user: `scope`, `client`, `parameter audience`. */
  readonly name: string;
  readonly value: string;
}

/** The internal client key. It accompanies the client ID, and is meaningless to users. */
export const CLIENT_ENTRY = 'entry of the client';

/** A changed input; a side is null if it was absent. */
export interface ChangedInput {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * All inputs of the token request. Excludes secrets; scope order does not matter (RFC 6749 §3.3). Variables count by
 * value, secret ones by environment.
 */
export function tokenInputs(typed: Workspace): TokenInput[] {
  const resolution = resolveWorkspace(typed);
  const { workspace, environment } = resolution;
  const inputs = [
    ...serverInputs(workspace),
    ...clientInputs(workspace),
    ...requestInputs(workspace),
    {
      name: 'environment of secret variables',
      value: secretsFor(resolution, 'token').some((name) => !ownSecret(name)) ? environment.name : '',
    },
  ];
  return inputs
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => ({ name: unmarkSecrets(name), value: unmarkSecrets(value) }));
}

/** The changed inputs, in input order, each name once. */
export function changedInputs(before: readonly TokenInput[], after: readonly TokenInput[]): ChangedInput[] {
  const names = new Set([...before, ...after].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const change = { name, before: joinedValue(before, name), after: joinedValue(after, name) };
    return change.before === change.after ? [] : [change];
  });
}

function serverInputs({ server }: Workspace): TokenInput[] {
  return [{ name: 'token endpoint', value: server.tokenEndpoint.trim() }];
}

function clientInputs(workspace: Workspace): TokenInput[] {
  const client = activeClient(workspace);
  const { assertion = DEFAULT_ASSERTION, authMethod, certificateKeyId, dpop } = client;
  const asserts = usesAssertion(authMethod);
  return [
    { name: 'client', value: client.clientId },
    // Two clients may share a client ID but have different secrets and keys.
    { name: CLIENT_ENTRY, value: client.id },
    { name: 'authentication method', value: authMethod },
    {
      name: 'encoding of the Basic credentials',
      value: METHODS[authMethod].sentIn === 'header' ? client.basicEncoding : '',
    },
    { name: 'client assertion', value: asserts ? JSON.stringify(assertion) : '' },
    {
      name: 'issuer',
      value: asserts && assertion.audience === 'issuer' ? workspace.server.issuer.trim() : '',
    },
    { name: 'client certificate', value: certificateKeyId ?? '' },
    { name: 'DPoP key', value: dpop ? JSON.stringify([dpop.keyId, dpop.algorithm]) : '' },
  ];
}

function requestInputs({ request }: Workspace): TokenInput[] {
  const headers = fieldInputs('header', request.headers);
  if (request.rawBody !== null) {
    return [...headers, { name: 'raw body', value: maskText(markBody(request.rawBody)) }];
  }
  return [
    { name: 'scope', value: [...new Set(request.scopes)].sort().join(' ') },
    ...(request.resources ?? []).map((value) => ({ name: 'resource', value })),
    { name: 'audience', value: request.audience ?? '' },
    { name: 'authorization_details', value: request.authorizationDetails ?? '' },
    ...fieldInputs('parameter', request.parameters),
    ...headers,
  ];
}

/** Order counts: a server may use the first or the last of two. */
function fieldInputs(kind: 'parameter' | 'header', fields: readonly Field[]): TokenInput[] {
  const isSensitive = kind === 'parameter' ? sensitiveParameter : sensitiveHeader;
  const sent = fields.filter(({ enabled, name, value }) => enabled && (name !== '' || value !== ''));
  const order = sent.map(({ name }) => name).join(', ');
  return [
    ...sent.map(({ name, value }) => ({
      name: `${kind} ${name}`,
      value: isSensitive(name) ? MASK : `“${value}”`,
    })),
    { name: `order of the ${kind}s`, value: sent.length > 1 ? order : '' },
  ];
}

function joinedValue(inputs: readonly TokenInput[], name: string): string | null {
  const values = inputs.filter((input) => input.name === name).map(({ value }) => value);
  return values.length === 0 ? null : values.join(', ');
}
