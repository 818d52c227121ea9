import type { ProxySettings } from '../../model/connection.ts';
import type { Key } from '../../model/key.ts';
import type { Variables } from '../../model/variables.ts';
import type {
  ApiCall,
  Client,
  Field,
  SavedClient,
  SavedWorkspace,
  TokenRequestDraft,
} from '../../model/workspace.ts';
import type { TlsPolicy } from '../../tls/policy.ts';
import { FILE_FORMAT, FILE_SCHEMA, FILE_VERSION } from './file-schema.ts';
import type { SealedSecrets } from './sealed-secrets.ts';
import { writeText } from './text-lines.ts';
import { withholdTypedSecrets } from './withhold-typed-secrets.ts';

export interface ExportedWorkspace {
  /** The file: JSON, two spaces, members in a fixed order, a line break at the end. */
  readonly text: string;
  /** Plain secrets that were omitted, as text. */
  readonly withheld: readonly string[];
}

/**
 * Serializes a workspace for reading, comparing and version control: deterministic, with small diffs. Contains no
 * secrets except sealed ones in `secrets`.
 */
export function exportWorkspace(
  workspace: SavedWorkspace,
  options: { readonly secrets?: SealedSecrets } = {},
): ExportedWorkspace {
  const { workspace: clean, withheld } = withholdTypedSecrets(workspace);
  // The key and kind belong to this machine: an imported workspace gets new ones.
  const { id: _id, kind: _kind, name, server, tls, clients, apiCalls, ...rest } = clean;
  const { timeLimitMs, proxy, httpVersion, keys, variables, renewal, ...forgotten } = rest;
  // A new member of the model must be added here and in the import.
  forgotten satisfies Record<string, never>;
  const file = {
    $schema: FILE_SCHEMA,
    format: FILE_FORMAT,
    version: FILE_VERSION,
    name,
    server: writeServer(server),
    tls: writeTls(tls),
    clients: clients.map(writeSavedClient),
    apiCalls: apiCalls.map(writeApiCall),
    timeLimitMs,
    ...(proxy ? { proxy: writeProxy(proxy) } : {}),
    ...(httpVersion ? { httpVersion } : {}),
    ...(keys?.length ? { keys: keys.map(writeKey) } : {}),
    ...(variables?.items.length ? { variables: writeVariables(variables) } : {}),
    ...(renewal ? { renewal } : {}),
    ...(options.secrets ? { secrets: options.secrets } : {}),
  };
  return { text: `${JSON.stringify(file, null, 2)}\n`, withheld };
}

/** Omits the metadata: it is the server's and is fetched again. */
function writeServer({ metadata: _metadata, ...server }: SavedWorkspace['server']) {
  const { issuer, tokenEndpoint, introspectionEndpoint, revocationEndpoint, jwksUri, ...forgotten } = server;
  forgotten satisfies Record<string, never>;
  return {
    issuer,
    tokenEndpoint,
    ...(introspectionEndpoint ? { introspectionEndpoint } : {}),
    ...(revocationEndpoint ? { revocationEndpoint } : {}),
    ...(jwksUri ? { jwksUri } : {}),
  };
}

function writeTls({ verification, extraCas, pins }: TlsPolicy) {
  return {
    verification,
    extraCas: extraCas.map(({ name, pem }) => ({ name, pem: writeText(pem) })),
    pins: pins.map(({ host, fingerprint256 }) => ({ host, fingerprint256 })),
  };
}

function writeSavedClient({ request, ...client }: SavedClient) {
  return { ...writeClient(client), request: writeTokenRequest(request) };
}

function writeClient({ id, clientId, authMethod, basicEncoding, knownScopes, ...optional }: Client) {
  const { assertion, certificateKeyId, dpop, ...forgotten } = optional;
  forgotten satisfies Record<string, never>;
  return {
    id,
    clientId,
    authMethod,
    basicEncoding,
    knownScopes,
    ...(assertion ? { assertion: { ...assertion, claims: writeText(assertion.claims) } } : {}),
    ...(certificateKeyId ? { certificateKeyId } : {}),
    ...(dpop ? { dpop } : {}),
  };
}

/** The public key; the private one is sealed or omitted. */
function writeKey({ id, name, description, origin, createdAt, publicJwk, certificates, ...forgotten }: Key) {
  forgotten satisfies Record<string, never>;
  return {
    id,
    name,
    description,
    origin,
    createdAt,
    publicJwk,
    certificates: certificates.map(writeText),
  };
}

/** Values of secret variables are sealed or omitted. */
function writeVariables({ environments, activeEnvironmentId, items, ...forgotten }: Variables) {
  forgotten satisfies Record<string, never>;
  return {
    environments: environments.map(({ id, name }) => ({ id, name })),
    activeEnvironmentId,
    items: items.map(({ id, name, secret, values }) => ({
      id,
      name,
      secret,
      values: secret ? {} : values,
    })),
  };
}

function writeTokenRequest({ scopes, parameters, headers, rawBody, ...optional }: TokenRequestDraft) {
  const { resources, audience, authorizationDetails, ...forgotten } = optional;
  forgotten satisfies Record<string, never>;
  return {
    scopes,
    ...(resources?.length ? { resources } : {}),
    ...(audience ? { audience } : {}),
    ...(authorizationDetails ? { authorizationDetails: writeText(authorizationDetails) } : {}),
    parameters: parameters.map(writeField),
    headers: headers.map(writeField),
    rawBody: rawBody === null ? null : writeText(rawBody),
  };
}

function writeApiCall({ id, name, clientId, method, url, headers, body, ...optional }: ApiCall) {
  const { followRedirects, proofFault, expectations, ...forgotten } = optional;
  forgotten satisfies Record<string, never>;
  return {
    id,
    name,
    ...(clientId === null ? {} : { clientId }),
    method,
    url,
    headers: headers.map(writeField),
    body: writeText(body),
    ...(followRedirects === undefined ? {} : { followRedirects }),
    ...(proofFault ? { proofFault } : {}),
    ...(expectations.length > 0 ? { expectations } : {}),
  };
}

/** Its password is in the secret store. */
function writeProxy({ mode, url, username, noProxy, includeLoopback, ...forgotten }: ProxySettings) {
  forgotten satisfies Record<string, never>;
  return { mode, url, username, noProxy, includeLoopback };
}

function writeField({ name, value, enabled }: Field) {
  return { name, value: writeText(value), ...(enabled ? {} : { enabled }) };
}
