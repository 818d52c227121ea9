import { importCurl } from '../../curl/apply/apply-curl.ts';
import type { CurlCommand } from '../../curl/read/parse-curl.ts';
import type { HttpRequest } from '../../http/exchange.ts';
import type { FormFill } from '../../model/form-fill.ts';
import type { Field, Workspace } from '../../model/workspace.ts';
import { MASK, maskText, type SecretName, type SecretSpan } from '../../text/sensitive-text.ts';

/** Set per request, or browser-specific: not worth a row in the form. */
const NOT_TAKEN =
  /^(host|content-length|accept-encoding|accept-language|user-agent|referer|origin|priority|te|dnt|pragma|cache-control|sec-.*|upgrade-insecure-requests)$/i;

/** All secrets that the form accepts; those masked by an export are marked as withheld. */
const SHOWN: readonly SecretName[] = ['CLIENT_SECRET', 'ACCESS_TOKEN', 'PARAMETER'];

/**
 * Fills a workspace from a recorded request: the token request or the API call, as from the equivalent curl command.
 * Masked secrets stay empty and are requested from the user.
 */
export function importExchange(
  { request }: { readonly request: HttpRequest },
  workspace: Workspace,
): FormFill {
  const masked = maskedSpans(request);
  const hidesBasic = masked.some(({ name, inBody }) => name === 'CLIENT_SECRET' && !inBody);
  const notes: string[] = [];
  const filled = importCurl(toCommand(request, hidesBasic, notes), workspace);
  if (masked.some(({ name }) => name === 'CLIENT_SECRET') && filled.target === 'token') {
    notes.push('The client secret is masked in the file: enter it.');
  }
  if (hidesBasic) notes.push('The client ID is masked with the secret: check it.');
  if (filled.token === MASK) notes.push('The token is masked in the file: get a new one.');
  for (const { name, parameter } of masked) {
    if (name === 'PARAMETER') notes.push(`The value of ${parameter} is masked in the file: enter it.`);
  }
  return {
    ...filled,
    workspace: withoutMasks(filled.workspace),
    secret: hidesBasic || filled.secret === MASK ? null : filled.secret,
    token: filled.token === MASK ? null : filled.token,
    notUnderstood: [...filled.notUnderstood, ...notes],
  };
}

/** Bullets are not a value to send. */
function withoutMasks(workspace: Workspace): Workspace {
  const { request, api } = workspace;
  const clear = (fields: readonly Field[]) =>
    fields.map((field) => (field.value.includes(MASK) ? { ...field, value: '' } : field));
  return {
    ...workspace,
    request: {
      ...request,
      parameters: clear(request.parameters),
      headers: clear(request.headers),
      rawBody: request.rawBody?.replaceAll(MASK, '') ?? null,
    },
    api: { ...api, headers: clear(api.headers), body: api.body.replaceAll(MASK, '') },
  };
}

interface MaskedSpan {
  readonly name: SecretName;
  readonly parameter: string | undefined;
  readonly inBody: boolean;
}

function maskedSpans({ headers, body }: HttpRequest): MaskedSpan[] {
  const isMasked = (span: string | SecretSpan): span is SecretSpan =>
    typeof span !== 'string' && span.value === null;
  return [
    ...headers.flatMap(({ value }) =>
      value.filter(isMasked).map(({ name, parameter }) => ({ name, parameter, inBody: false })),
    ),
    ...(body ?? []).filter(isMasked).map(({ name, parameter }) => ({ name, parameter, inBody: true })),
  ];
}

function toCommand(
  { method, url, headers, body }: HttpRequest,
  hidesBasic: boolean,
  notes: string[],
): CurlCommand {
  if (headers.some(({ name }) => /^cookie$/i.test(name))) notes.push('Cookies were left out.');
  return {
    shell: 'bash',
    method,
    url,
    headers: headers
      .filter(({ name }) => !NOT_TAKEN.test(name) && !/^cookie$/i.test(name))
      .filter(({ name }) => !(hidesBasic && /^authorization$/i.test(name)))
      .map(({ name, value }) => ({ name, value: maskText(value, SHOWN) })),
    body: body && maskText(body, SHOWN),
    impliedContentType: null,
    user: hidesBasic ? { name: '', password: '' } : null,
    bearer: null,
    insecure: false,
    clientCertificate: false,
    timeLimitMs: null,
    followRedirects: false,
    notUnderstood: [],
    following: [],
  };
}
