import type { ApiRequestDraft, BasicEncoding, ClientAuthMethod, Field } from '../../model/workspace.ts';
import { parseScope } from '../../oauth/parameters/scope.ts';
import { encodeForm } from '../../text/form-encoding.ts';
import { type Attribute, noteUnusedAttributes } from './attributes.ts';
import { TokenRequestParamSchema } from './collection-schema.ts';
import { describeVariables, isReference, variablesIn } from './variables.ts';

/** OAuth 2.0 settings from one place in a collection. */
export interface PostmanAuth {
  /** Names from the collection through folders to the request. */
  readonly path: readonly string[];
  readonly settings: PostmanSettings;
  /** For the secret store. Null if there is none, or only a variable. Never in a note. */
  readonly secret: string | null;
  /** What was not understood, not imported, or must be filled in. */
  readonly notes: readonly string[];
}

/** The parts of a workspace from the settings. */
interface PostmanSettings {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly authMethod: ClientAuthMethod;
  readonly basicEncoding: BasicEncoding;
  readonly scopes: readonly string[];
  readonly parameters: readonly Field[];
  readonly headers: readonly Field[];
  /** The request that uses the token; null for a collection's or folder's settings. */
  readonly api: ApiRequestDraft | null;
}

/** Reads Postman's OAuth 2.0 keys and values. */
export function readOauth2(attributes: readonly Attribute[], path: readonly string[]): PostmanAuth {
  const text = (key: string) => readText(attributes, key);
  const notes: string[] = [];
  const { secret, authMethod, basicEncoding } = readClient(text, notes);
  const extra = readTokenRequestParams(attributes, notes);
  const tokenEndpoint = appendQuery(text('accessTokenUrl').trim(), extra.query);
  const parameters = [...readNamed(text), ...extra.parameters].map(numbered('parameter'));
  const headers = extra.headers.map(numbered('header'));
  const settings: PostmanSettings = {
    tokenEndpoint,
    clientId: text('clientId'),
    authMethod,
    basicEncoding,
    scopes: parseScope(text('scope')),
    parameters,
    headers,
    api: null,
  };
  noteGrant(text('grant_type'), notes);
  noteUnusedAttributes(attributes, text, notes);
  const texts = [tokenEndpoint, settings.clientId, text('scope')];
  const values = [...parameters, ...headers].map(({ value }) => value);
  notes.push(...describeVariables(variablesIn(...texts, ...values)));
  return { path, settings, secret, notes };
}

type Text = (key: string) => string;

function readText(attributes: readonly Attribute[], key: string): string {
  const value = attributes.find((attribute) => attribute.key === key)?.value;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** By default Postman sends the secret in a Basic header, not form-encoded. */
function readClient(
  text: Text,
  notes: string[],
): { readonly secret: string | null } & Pick<PostmanSettings, 'authMethod' | 'basicEncoding'> {
  const secret = text('clientSecret');
  const place = text('client_authentication');
  if (secret === '') return { secret: null, authMethod: 'none', basicEncoding: 'form' };
  const authMethod = place === 'body' ? 'client_secret_post' : 'client_secret_basic';
  if (place !== '' && place !== 'body' && place !== 'header') {
    notes.push(`client_authentication: “${place}” was not understood; the secret goes into a Basic header.`);
  }
  const agree = encodeForm(text('clientId') + secret) === text('clientId') + secret;
  const basicEncoding = authMethod === 'client_secret_basic' && !agree ? 'raw' : 'form';
  if (variablesIn(secret).length > 0) {
    notes.push(...describeVariables(variablesIn(secret)));
    // A variable reference is stored like a secret, and resolved when sent.
    if (isReference(secret)) return { secret, authMethod, basicEncoding };
    notes.push('The secret is a variable: enter it yourself.');
    return { secret: null, authMethod, basicEncoding };
  }
  if (basicEncoding === 'raw') {
    notes.push(
      'Basic credentials are sent raw, as Postman sends them. The RFC wants them form encoded (RFC 6749 §2.3.1): if the server refuses them, try that.',
    );
  }
  return { secret, authMethod, basicEncoding };
}

function noteGrant(grant: string, notes: string[]): void {
  if (grant === 'client_credentials') return;
  const name = grant === '' ? 'authorization code (Postman’s default)' : grant;
  notes.push(`The grant is ${name}: server and client were taken, the grant is client credentials here.`);
}

/** RFC 8707 calls it `resource`; others use `audience`. */
function readNamed(text: Text): NameAndValue[] {
  return ['audience', 'resource']
    .filter((name) => text(name) !== '')
    .map((name) => ({ name, value: text(name), enabled: true }));
}

interface NameAndValue {
  readonly name: string;
  readonly value: string;
  readonly enabled: boolean;
}

function readTokenRequestParams(
  attributes: readonly Attribute[],
  notes: string[],
): Record<'parameters' | 'headers' | 'query', readonly NameAndValue[]> {
  const list = attributes.find(({ key }) => key === 'tokenRequestParams')?.value;
  const parameters: NameAndValue[] = [];
  const headers: NameAndValue[] = [];
  const query: NameAndValue[] = [];
  for (const item of Array.isArray(list) ? list : []) {
    const parsed = TokenRequestParamSchema.safeParse(item);
    if (!parsed.success || parsed.data.key === '') {
      notes.push('An entry of tokenRequestParams was not understood and is left out.');
      continue;
    }
    const { key: name, value, enabled, send_as } = parsed.data;
    if (send_as === 'request_header') headers.push({ name, value, enabled });
    else if (send_as === 'request_url') query.push({ name, value, enabled });
    else parameters.push({ name, value, enabled });
  }
  return { parameters, headers, query };
}

/** Keeps variables readable: does not encode `{{`. */
function appendQuery(url: string, query: readonly NameAndValue[]): string {
  const pairs = query
    .filter(({ enabled }) => enabled)
    .map(
      ({ name, value }) => `${encodeForm(name)}=${variablesIn(value).length > 0 ? value : encodeForm(value)}`,
    );
  if (pairs.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

function numbered(prefix: string): (field: NameAndValue, index: number) => Field {
  return (field, index) => ({ id: `postman-${prefix}-${index + 1}`, ...field });
}
