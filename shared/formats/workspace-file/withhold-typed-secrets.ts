import type {
  ApiRequestDraft,
  Field,
  SavedWorkspace,
  TokenRequestDraft,
  Workspace,
} from '../../model/workspace.ts';
import { markBody } from '../../oauth/parameters/mark-body.ts';
import { sensitiveHeader, sensitiveParameter } from '../../oauth/sensitive-parameters.ts';
import { decodeForm } from '../../text/form-encoding.ts';
import type { TextSpan } from '../../text/sensitive-text.ts';
import { parseTemplate } from '../../variables/references.ts';

const QUERY_PARAMETER = /([?&#])([^=&#]*)=([^&#]+)/g;

export interface WithheldWorkspace {
  readonly workspace: SavedWorkspace;
  /** What was omitted: names, never values. */
  readonly withheld: readonly string[];
}

/**
 * A copy without secrets that the user typed into other fields: parameters, a raw body, headers, URLs. The clients' own
 * secrets are not part of a workspace.
 */
export function withholdTypedSecrets(workspace: SavedWorkspace): WithheldWorkspace {
  const withheld: string[] = [];
  return {
    workspace: {
      ...workspace,
      ...withoutAddressSecrets(workspace, withheld),
      clients: workspace.clients.map((client) => ({
        ...client,
        request: withoutRequestSecrets(client.request, withheld),
      })),
      apiCalls: workspace.apiCalls.map((call) => ({ ...call, ...withoutCallSecrets(call, withheld) })),
    },
    // Several clients and calls may contain the same one.
    withheld: [...new Set(withheld)],
  };
}

/** The same for a workspace opened at one client and API call, as stored in the history. */
export function withoutTypedSecrets(workspace: Workspace): Workspace {
  return {
    ...workspace,
    ...withoutAddressSecrets(workspace, []),
    request: withoutRequestSecrets(workspace.request, []),
    api: withoutCallSecrets(workspace.api, []),
  };
}

function withoutAddressSecrets(
  { server, proxy }: Pick<Workspace, 'server' | 'proxy'>,
  withheld: string[],
): Pick<Workspace, 'server' | 'proxy'> {
  const url = (text: string, what: string) => withoutUrlSecrets(text, what, withheld);
  return {
    server: {
      ...server,
      issuer: url(server.issuer, 'the issuer'),
      tokenEndpoint: url(server.tokenEndpoint, 'the token endpoint'),
      ...optionalUrl(
        'introspectionEndpoint',
        server.introspectionEndpoint,
        'the introspection endpoint',
        url,
      ),
      ...optionalUrl('revocationEndpoint', server.revocationEndpoint, 'the revocation endpoint', url),
      ...optionalUrl('jwksUri', server.jwksUri, 'the address of the key set', url),
    },
    ...(proxy ? { proxy: { ...proxy, url: url(proxy.url, 'the proxy’s address') } } : {}),
  };
}

function withoutRequestSecrets(request: TokenRequestDraft, withheld: string[]): TokenRequestDraft {
  return {
    ...request,
    parameters: withoutValues(
      request.parameters,
      (name) => sensitiveParameter(name) !== null,
      (name) => withheld.push(`the value of the parameter ${name}`),
    ),
    headers: withoutHeaderSecrets(request.headers, withheld),
    rawBody: request.rawBody === null ? null : withoutBodySecrets(request.rawBody, 'the raw body', withheld),
  };
}

function withoutCallSecrets(call: ApiRequestDraft, withheld: string[]): ApiRequestDraft {
  return {
    ...call,
    url: withoutUrlSecrets(call.url, 'the API URL', withheld),
    headers: withoutHeaderSecrets(call.headers, withheld),
    body: withoutBodySecrets(call.body, 'the API body', withheld),
  };
}

function optionalUrl<K extends string>(
  name: K,
  text: string | undefined,
  what: string,
  clean: (text: string, what: string) => string,
): { readonly [name in K]?: string } {
  return text === undefined ? {} : ({ [name]: clean(text, what) } as { readonly [name in K]?: string });
}

function withoutHeaderSecrets(fields: readonly Field[], withheld: string[]): Field[] {
  return withoutValues(
    fields,
    (name) => sensitiveHeader(name) !== null,
    (name) => withheld.push(`the value of the header ${name.trim()}`),
  );
}

function withoutValues(
  fields: readonly Field[],
  isSecret: (name: string) => boolean,
  onWithheld: (name: string) => void,
): Field[] {
  return fields.map((field) => {
    if (field.value === '' || !isSecret(field.name) || isOnlyReferences(field.value)) return field;
    onWithheld(field.name);
    return { ...field, value: '' };
  });
}

function withoutBodySecrets(body: string, what: string, withheld: string[]): string {
  const isSecret = (span: TextSpan) => typeof span !== 'string' && !isOnlyReferences(span.value ?? '');
  const spans = markBody(body);
  if (spans.some(isSecret)) withheld.push(`the secret in ${what}`);
  return spans
    .filter((span) => !isSecret(span))
    .map((span) => (typeof span === 'string' ? span : (span.value ?? '')))
    .join('');
}

/** References are not secret; a word before them is an Authorization scheme. */
function isOnlyReferences(text: string): boolean {
  const parts = parseTemplate(text);
  return (
    parts.some((part) => typeof part !== 'string') &&
    parts.every((part, index) => typeof part !== 'string' || (index === 0 && /^[A-Za-z]+ $/.test(part)))
  );
}

function withoutUrlSecrets(text: string, what: string, withheld: string[]): string {
  const clean = text
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')
    .replace(QUERY_PARAMETER, (whole, before: string, name: string, value: string) =>
      sensitiveParameter(decodeForm(name)) && !isOnlyReferences(value) ? `${before}${name}=` : whole,
    );
  if (clean !== text) withheld.push(`the credentials in ${what}`);
  return clean;
}
