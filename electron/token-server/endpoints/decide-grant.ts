import { z } from 'zod';
import { duplicateMembers } from '../../../shared/json/duplicate-members.ts';
import { readJson } from '../../../shared/json/json-reader.ts';
import { isNestedBeyond } from '../../../shared/json/parse-json.ts';
import { isScopeToken } from '../../../shared/oauth/parameters/scope.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Targets } from '../../../shared/token-server/config.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import type { AuthenticatedClient } from '../clients/authentication.ts';
import type { Form } from '../http/form.ts';
import { quote, type Refusal } from '../http/oauth-error.ts';
import type { Grant } from '../tokens/access-token.ts';

export const GRANT_TYPES = ['client_credentials'] as const;

/** What a client is granted, and what the response must state. */
export interface DecidedGrant extends Grant {
  /** Whether the response includes the scope: it was requested, or differs from the request (RFC 6749 §5.1). */
  readonly tellsScope: boolean;
}

/** Decides what the client credentials grant (RFC 6749 §4.4) gives a client, or why it fails. */
export function decideGrant(
  grantType: string,
  form: Form,
  { client, method }: AuthenticatedClient,
  targets: Targets,
): Result<DecidedGrant, Refusal> {
  if (grantType !== 'client_credentials') {
    const description = `The grant type ${quote(grantType)} is not supported; this server supports client_credentials`;
    return err({ error: 'unsupported_grant_type', description });
  }
  if (client.capabilities?.includes('client_credentials') === false) {
    const description = 'This client does not have the client_credentials capability';
    return err({ error: 'unauthorized_client', description });
  }
  if (method === 'none') {
    const description = 'A public client may not use client_credentials (RFC 6749 4.4)';
    return err({ error: 'unauthorized_client', description });
  }
  const scope = decideScope(form.get('scope'), client);
  if (!scope.ok) return scope;
  const audience = decideAudience(form, targets);
  if (!audience.ok) return audience;
  const details = decideDetails(form.get('authorization_details'), targets);
  if (!details.ok) return details;
  return ok({ ...scope.value, audience: audience.value, authorizationDetails: details.value });
}

/** No resources or details were requested, as usual. */
const NOTHING = ok(null);

type DecidedScope = Pick<DecidedGrant, 'scope' | 'tellsScope'>;

/** Rejects a scope the client may not have instead of dropping it (RFC 6749 §3.3 allows both; Curity rejects). */
function decideScope(requested: string | undefined, client: ServerClient): Result<DecidedScope, Refusal> {
  if (requested === undefined) return ok(defaultScope(client));
  // Only spaces separate scopes (RFC 6749 §3.3).
  const scopes = [...new Set(requested.split(/ +/).filter((scope) => scope !== ''))];
  const malformed = scopes.find((scope) => !isScopeToken(scope));
  if (malformed !== undefined) {
    return err({
      error: 'invalid_scope',
      description: describeMalformedScope(malformed),
    });
  }
  const refused = scopes.filter((scope) => !client.scopes.includes(scope));
  if (refused.length > 0) {
    const hint = refused.some((scope) => /[,;+]/.test(scope)) ? '; separate scopes with a space' : '';
    const description = `The client is not registered for the scope ${quote(refused.join(' '), 200)}${hint}`;
    return err({ error: 'invalid_scope', description });
  }
  if (scopes.length === 0) return ok(defaultScope(client));
  // Use the client's own strings: a slice of the body would keep the whole body in memory as long as the token.
  const granted = scopes.map((scope) => client.scopes.find((known) => known === scope));
  return ok({ scope: granted.join(' '), tellsScope: true });
}

/** Names the first character that a scope may not contain (RFC 6749 §3.3). */
function describeMalformedScope(scope: string): string {
  const at = scope.search(/[^\x21\x23-\x5b\x5d-\x7e]/u);
  const character = String.fromCodePoint(scope.codePointAt(at) ?? 0);
  const name = CHARACTER_NAMES[character] ?? `the character ${codeOf(character)}`;
  const [before, after] = [scope.slice(0, at), scope.slice(at + character.length)];
  if (before === '') return `The scope parameter begins with ${name}`;
  return after === ''
    ? `${name.charAt(0).toUpperCase()}${name.slice(1)} follows the scope ${quote(before)}`
    : `The scope ${quote(before)} is followed by ${name}; separate scopes with a space`;
}

const CHARACTER_NAMES: Readonly<Record<string, string>> = {
  '\n': 'a line break',
  '\r': 'a line break',
  '\t': 'a tab',
  '"': 'a quotation mark',
  '\\': 'a backslash',
};

/** As in U+00A0: many of these characters are invisible. */
function codeOf(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** RFC 6749 §3.3: the scope granted if none was requested; if not empty, the response includes it. */
function defaultScope({ defaultScopes }: ServerClient): DecidedScope {
  if (defaultScopes === undefined) return NO_SCOPE;
  const scope = defaultScopes.filter(isScopeToken).join(' ');
  return { scope, tellsScope: scope !== '' };
}

const NO_SCOPE: DecidedScope = { scope: '', tellsScope: false };

/** The requested resources: `resource` (RFC 8707 §2), and `audience`, its common alternative. */
function decideAudience(form: Form, targets: Targets): Result<readonly string[] | null, Refusal> {
  const resources = form.getAll('resource');
  const audiences = form.getAll('audience');
  if (resources.length === 0 && audiences.length === 0) return NOTHING;
  const wrong = resources.find((resource) => !isResource(resource));
  if (wrong !== undefined) {
    const description = `The resource ${quote(wrong, 200)} is not an absolute URI without a fragment`;
    return err({ error: 'invalid_target', description });
  }
  const unknown =
    findUnknown('resource', resources, targets.resources) ??
    findUnknown('audience', audiences, targets.audiences);
  if (unknown !== null) return err({ error: 'invalid_target', description: unknown });
  // Copy: a slice of the body would keep the whole body in memory as long as the token.
  return ok(structuredClone([...new Set([...resources, ...audiences])]));
}

/** The values that are not configured; null if all are, or any value is accepted. */
function findUnknown(
  kind: string,
  values: readonly string[],
  known: readonly string[] | undefined,
): string | null {
  const unknown = known === undefined ? undefined : values.find((value) => !known.includes(value));
  return unknown === undefined ? null : `The ${kind} ${quote(unknown, 200)} does not exist at this server`;
}

function isResource(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i.test(text) && !text.includes('#') && URL.canParse(text);
}

/**
 * RFC 9396 §2: a JSON array of objects, each with a `type`. Accepts the configured types, and grants them as requested.
 */
function decideDetails(text: string | undefined, targets: Targets): Result<string | null, Refusal> {
  if (text === undefined) return NOTHING;
  const refuse = (description: string) =>
    err<Refusal>({ error: 'invalid_authorization_details', description });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('authorization_details is not JSON');
  }
  const repeated = findRepeatedDetail(text);
  if (repeated !== null)
    return refuse(`authorization_details has the member ${quote(repeated)} more than once`);
  if (!Array.isArray(json) || json.length === 0) {
    return refuse('authorization_details must be a JSON array with at least one object');
  }
  for (const [index, detail] of json.entries()) {
    const fault = findDetailFault(detail);
    if (fault !== null) return refuse(`authorization_details[${index}] ${fault}`);
  }
  const types = json.map(({ type }: { type: string }) => type);
  const unknown = findUnknown('authorization_details type', types, targets.detailTypes);
  if (unknown !== null) return refuse(unknown);
  if (isNestedBeyond(json, DEEPEST_DETAILS)) return refuse('authorization_details is nested too deeply');
  return ok(JSON.stringify(json));
}

const CommonFieldsSchema = z.looseObject({
  locations: z.array(z.string()).optional(),
  actions: z.array(z.string()).optional(),
  datatypes: z.array(z.string()).optional(),
  privileges: z.array(z.string()).optional(),
  identifier: z.string().optional(),
});

/** RFC 9396 §2, and §2.2 for the common fields; §5: a field of the wrong type is refused. */
function findDetailFault(detail: unknown): string | null {
  const isTyped =
    typeof detail === 'object' && detail !== null && 'type' in detail && typeof detail.type === 'string';
  if (!isTyped || detail.type === '') return 'is not an object with a type';
  const [field] = CommonFieldsSchema.safeParse(detail).error?.issues[0]?.path ?? [];
  if (field === undefined) return null;
  return `has ${String(field)}, which must be ${field === 'identifier' ? 'a string' : 'a list of strings'} (RFC 9396 section 2.2)`;
}

/** Thousands of nested lists can be parsed, but not serialized everywhere. */
const DEEPEST_DETAILS = 99;

/** A duplicate member: JSON parsers disagree about which one counts (RFC 8259 §4). */
function findRepeatedDetail(text: string): string | null {
  const read = readJson(text);
  if (!read.ok) return null;
  const starts = read.node.items.map(({ at }) => at);
  const repeated = starts.flatMap((start, index) => duplicateMembers(text.slice(start, starts[index + 1])));
  return repeated[0] ?? null;
}
