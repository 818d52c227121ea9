import type { ProxySettings } from '../model/connection.ts';
import type { Client, Field, Workspace } from '../model/workspace.ts';
import { usesAssertion } from '../oauth/methods/methods.ts';

/** A field that may contain variables. */
export interface TemplatePlace {
  /** Its label in the window, for example `Token endpoint`, `Header X-Tenant`. */
  readonly label: string;
  /** The part of the workspace it belongs to: decides which requests depend on it. */
  readonly part: 'token' | 'client' | 'api' | 'connection' | 'server';
  /**
   * Whether a secret variable is allowed here: only where a value is sent as is and can be masked. Servers and proxies
   * log URLs; IDs, scopes and names are shown in many places.
   */
  readonly secrets: 'allowed' | 'not-in-address' | 'not-here';
  /** `form`: the text is a form body, whose values are encoded (RFC 6749 appendix B). */
  readonly encoding: 'none' | 'form';
  /** False if it is disabled or overridden: no request depends on it. */
  readonly used: boolean;
}

export type ChangeText = (text: string, place: TemplatePlace) => string;

/** The workspace with every variable field mapped. */
export function mapTemplates(workspace: Workspace, change: ChangeText): Workspace {
  const { server, request, api, clients, activeClientId, proxy } = workspace;
  const isRaw = request.rawBody !== null;
  const client = clients.find(({ id }) => id === activeClientId) ?? clients[0];
  const inBody = { part: 'token', secrets: 'allowed', encoding: 'none', used: !isRaw } as const;
  const address = (text: string, label: string, part: TemplatePlace['part'], used = true) =>
    change(text, { label, part, secrets: 'not-in-address', encoding: 'none', used });
  const fields = (rows: readonly Field[], kind: string, place: Omit<TemplatePlace, 'label'>) =>
    rows.map((row, index) => mapField(row, `${kind} ${row.name.trim() || index + 1}`, place, change));
  return {
    ...workspace,
    server: {
      ...server,
      issuer: address(server.issuer, 'Issuer', client && namesIssuer(client) ? 'client' : 'server'),
      tokenEndpoint: address(server.tokenEndpoint, 'Token endpoint', 'token'),
      ...optional('introspectionEndpoint', server.introspectionEndpoint, (text) =>
        address(text, 'Introspection endpoint', 'server'),
      ),
      ...optional('revocationEndpoint', server.revocationEndpoint, (text) =>
        address(text, 'Revocation endpoint', 'server'),
      ),
      ...optional('jwksUri', server.jwksUri, (text) => address(text, 'Key set (JWKS)', 'server')),
    },
    clients: clients.map((each) => mapClient(each, each === client, change)),
    request: {
      ...request,
      scopes: request.scopes.map((scope) =>
        change(scope, { ...inBody, label: 'Scopes', secrets: 'not-here' }),
      ),
      ...optional('resources', request.resources, (resources) =>
        resources.map((resource) => change(resource, { ...inBody, label: 'Resource' })),
      ),
      ...optional('audience', request.audience, (text) => change(text, { ...inBody, label: 'Audience' })),
      ...optional('authorizationDetails', request.authorizationDetails, (text) =>
        change(text, { ...inBody, label: 'authorization_details' }),
      ),
      parameters: fields(request.parameters, 'Parameter', inBody),
      headers: fields(request.headers, 'Header', { ...inBody, used: true }),
      rawBody:
        request.rawBody === null
          ? null
          : change(request.rawBody, {
              ...inBody,
              label: 'Raw body',
              encoding: isFormBody(request.headers) ? 'form' : 'none',
              used: true,
            }),
    },
    api: {
      ...api,
      url: address(api.url, 'API URL', 'api'),
      headers: fields(api.headers, 'API header', { ...inBody, part: 'api', used: true }),
      body: change(api.body, { ...inBody, label: 'API body', part: 'api', used: true }),
    },
    ...optional('proxy', proxy, (settings) => mapProxy(settings, change)),
  };
}

function mapClient(client: Client, isActive: boolean, change: ChangeText): Client {
  const place = { part: 'client', secrets: 'not-here', encoding: 'none', used: isActive } as const;
  const { assertion } = client;
  const isUsed = isActive && usesAssertion(client.authMethod);
  return {
    ...client,
    clientId: change(client.clientId, { ...place, label: 'Client ID' }),
    ...optional('assertion', assertion, ({ customAudience, claims, typ, ...rest }) => ({
      ...rest,
      customAudience: change(customAudience, {
        ...place,
        label: 'Audience of the assertion',
        used: isUsed && rest.audience === 'custom',
      }),
      typ: change(typ, { ...place, label: 'Type of the assertion', used: isUsed }),
      claims: change(claims, { ...place, label: 'Claims of the assertion', used: isUsed }),
    })),
  };
}

/** Whether an assertion names the issuer as audience. */
function namesIssuer({ authMethod, assertion }: Client): boolean {
  return usesAssertion(authMethod) && (assertion === undefined || assertion.audience === 'issuer');
}

function mapField(row: Field, label: string, place: Omit<TemplatePlace, 'label'>, change: ChangeText): Field {
  const used = place.used && row.enabled;
  return {
    ...row,
    name: change(row.name, { ...place, label, used, secrets: 'not-here' }),
    value: change(row.value, { ...place, label, used }),
  };
}

function mapProxy(settings: ProxySettings, change: ChangeText): ProxySettings {
  const place = { part: 'connection', encoding: 'none' } as const;
  const isExplicit = settings.mode === 'explicit';
  return {
    ...settings,
    url: change(settings.url, { ...place, label: 'Proxy', secrets: 'not-in-address', used: isExplicit }),
    username: change(settings.username, {
      ...place,
      label: 'User of the proxy',
      secrets: 'not-here',
      used: isExplicit,
    }),
    noProxy: change(settings.noProxy, {
      ...place,
      label: 'Reached directly',
      secrets: 'not-here',
      used: settings.mode !== 'none',
    }),
  };
}

/** Whether a raw body is a form: yes, unless the user set another Content-Type. */
export function isFormBody(headers: readonly Field[]): boolean {
  const type = headers.find(({ enabled, name }) => enabled && name.trim().toLowerCase() === 'content-type');
  return type === undefined || /^\s*application\/x-www-form-urlencoded\b/i.test(type.value);
}

/** Keeps an absent member absent. */
function optional<K extends string, V>(
  name: K,
  value: V | undefined,
  map: (value: V) => V,
): { readonly [name in K]?: V } {
  return value === undefined ? {} : ({ [name]: map(value) } as { readonly [name in K]?: V });
}
