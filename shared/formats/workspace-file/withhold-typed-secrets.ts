import type { Field, Workspace } from '../../model/workspace.ts';
import { SECRET_PARAMETERS } from '../../oauth/client-authentication/form-secret.ts';
import { markRawBody } from '../../oauth/request/token-request.ts';
import type { TextSpan } from '../../text/sensitive-text.ts';
import { parseTemplate } from '../../variables/references.ts';

/** Headers whose values are credentials, whoever defined them. */
const SECRET_HEADER = /^(authorization|proxy-authorization|cookie)$|api-?key|secret|token|password/i;

/** Query parameters whose values are credentials. */
const SECRET_QUERY = /([?&](?:access_token|client_secret|api_?key|token|password)=)([^&#]+)/gi;

export interface WithheldWorkspace {
  readonly workspace: Workspace;
  /** What was left out, in words: names, never values. */
  readonly withheld: readonly string[];
}

/**
 * A copy without the secrets that a person typed where the bench expects none: among the parameters, in a raw body,
 * in a header, in a URL. The clients' own secrets are not part of a workspace at all.
 */
export function withholdTypedSecrets(workspace: Workspace): WithheldWorkspace {
  const withheld: string[] = [];
  const { server, request, api } = workspace;
  const { proxy } = workspace;
  const url = (text: string, what: string) => withoutUrlSecrets(text, what, withheld);
  return {
    workspace: {
      ...workspace,
      server: {
        ...server,
        issuer: url(server.issuer, 'the issuer'),
        tokenEndpoint: url(server.tokenEndpoint, 'the token endpoint'),
      },
      request: {
        ...request,
        parameters: withoutValues(
          request.parameters,
          (name) => SECRET_PARAMETERS[name] !== undefined,
          (name) => withheld.push(`the value of the parameter ${name}`),
        ),
        headers: withoutHeaderSecrets(request.headers, withheld),
        rawBody: request.rawBody === null ? null : withoutBodySecrets(request.rawBody, withheld),
      },
      api: {
        ...api,
        url: url(api.url, 'the API URL'),
        headers: withoutHeaderSecrets(api.headers, withheld),
      },
      ...(proxy ? { proxy: { ...proxy, url: url(proxy.url, 'the proxy’s address') } } : {}),
    },
    withheld,
  };
}

function withoutHeaderSecrets(fields: readonly Field[], withheld: string[]): Field[] {
  return withoutValues(
    fields,
    (name) => SECRET_HEADER.test(name.trim()),
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

function withoutBodySecrets(body: string, withheld: string[]): string {
  const isSecret = (span: TextSpan) => typeof span !== 'string' && !isOnlyReferences(span.value ?? '');
  const spans = markRawBody(body);
  if (spans.some(isSecret)) withheld.push('the secret in the raw body');
  return spans
    .filter((span) => !isSecret(span))
    .map((span) => (typeof span === 'string' ? span : (span.value ?? '')))
    .join('');
}

/** References say nothing; a word before them is the scheme of an Authorization header. */
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
    .replace(SECRET_QUERY, (whole, name: string, value: string) => (isOnlyReferences(value) ? whole : name));
  if (clean !== text) withheld.push(`the credentials in ${what}`);
  return clean;
}
