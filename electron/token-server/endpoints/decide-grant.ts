import { isNestedBeyond } from '../../../shared/json/parse-json.ts';
import { isScopeToken } from '../../../shared/oauth/request/scope.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import type { AuthenticatedClient } from '../clients/authentication.ts';
import type { Form } from '../http/form.ts';
import { quote, type Refusal } from '../http/oauth-error.ts';
import type { Grant } from '../tokens/access-token.ts';

export const GRANT_TYPES = ['client_credentials'] as const;

/** What a client is granted, and how much of it the answer has to tell. */
export interface DecidedGrant extends Grant {
  /** Whether the answer names the scope: it was asked for, or is not what was asked for (RFC 6749 §5.1). */
  readonly tellsScope: boolean;
}

/** Decides what a client gets by the client credentials grant (RFC 6749 §4.4), or why nothing. */
export function decideGrant(
  grantType: string,
  form: Form,
  { client, method }: AuthenticatedClient,
): Result<DecidedGrant, Refusal> {
  if (grantType !== 'client_credentials') {
    const description = `The grant type ${quote(grantType)} is not supported; this server has client_credentials`;
    return err({ error: 'unsupported_grant_type', description });
  }
  if (client.capabilities?.includes('client_credentials') === false) {
    const description = 'This client does not have the client_credentials capability';
    return err({ error: 'unauthorized_client', description });
  }
  if (method === 'none') {
    const description = 'A public client gets no token by client_credentials (RFC 6749 4.4)';
    return err({ error: 'unauthorized_client', description });
  }
  const scope = decideScope(form.get('scope'), client);
  if (!scope.ok) return scope;
  const audience = decideAudience(form);
  if (!audience.ok) return audience;
  const details = decideDetails(form.get('authorization_details'));
  if (!details.ok) return details;
  // Written out: this is on every token's way, and a spread costs several times as much.
  return ok({
    scope: scope.value.scope,
    tellsScope: scope.value.tellsScope,
    audience: audience.value,
    authorizationDetails: details.value,
  });
}

/** Neither resources nor details were asked for, as usual. */
const NOTHING = ok(null);

type DecidedScope = Pick<DecidedGrant, 'scope' | 'tellsScope'>;

/** A scope that the client may not have is an error and not a silent cut (RFC 6749 §3.3 allows both; Curity does this). */
function decideScope(requested: string | undefined, client: ServerClient): Result<DecidedScope, Refusal> {
  if (requested === undefined) return ok(defaultScope(client));
  // The usual request: one of the scopes that are there.
  const known = client.scopes.find((scope) => scope === requested);
  // The client's own text, not the one of the request: that would keep the whole body in memory.
  if (known !== undefined && isScopeToken(known)) return ok({ scope: known, tellsScope: true });
  // Spaces part them and nothing else does (RFC 6749 §3.3): a tab or a line's end is a mistake in the request.
  const scopes = [...new Set(requested.split(/ +/).filter((scope) => scope !== ''))];
  const malformed = scopes.find((scope) => !isScopeToken(scope));
  if (malformed !== undefined) {
    return err({
      error: 'invalid_scope',
      description: `${quote(malformed)} is not a scope: it has forbidden characters`,
    });
  }
  const refused = scopes.filter((scope) => !client.scopes.includes(scope));
  if (refused.length > 0) {
    const description = `The client may not have the scope ${quote(refused.join(' '), 200)}`;
    return err({ error: 'invalid_scope', description });
  }
  return ok(scopes.length === 0 ? defaultScope(client) : { scope: scopes.join(' '), tellsScope: true });
}

/** RFC 6749 §3.3: what is granted where nothing was asked for; if that is something, the answer says so. */
function defaultScope({ defaultScopes }: ServerClient): DecidedScope {
  if (defaultScopes === undefined) return NO_SCOPE;
  const scope = defaultScopes.filter(isScopeToken).join(' ');
  return { scope, tellsScope: scope !== '' };
}

const NO_SCOPE: DecidedScope = { scope: '', tellsScope: false };

/** The resources that the token is asked for: `resource` (RFC 8707 §2), and `audience` as others call it. */
function decideAudience(form: Form): Result<readonly string[] | null, Refusal> {
  const resources = form.getAll('resource');
  const audiences = form.getAll('audience');
  if (resources.length === 0 && audiences.length === 0) return NOTHING;
  const wrong = resources.find((resource) => !isResource(resource));
  if (wrong !== undefined) {
    const description = `The resource ${quote(wrong, 200)} is not an absolute URI without a fragment`;
    return err({ error: 'invalid_target', description });
  }
  // Copied: a part of the body would keep the whole of it in memory for as long as the token lives.
  return ok(structuredClone([...new Set([...resources, ...audiences])]));
}

function isResource(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i.test(text) && !text.includes('#') && URL.canParse(text);
}

/** RFC 9396 §2: a JSON array of objects, each with a `type`. This server takes every type and grants what is asked for. */
function decideDetails(text: string | undefined): Result<string | null, Refusal> {
  if (text === undefined) return NOTHING;
  const refuse = (description: string) =>
    err<Refusal>({ error: 'invalid_authorization_details', description });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('authorization_details is not JSON');
  }
  if (!Array.isArray(json) || json.length === 0) {
    return refuse('authorization_details must be a JSON array with at least one object');
  }
  const wrong = json.findIndex(
    (detail: unknown) =>
      typeof detail !== 'object' || detail === null || !('type' in detail) || typeof detail.type !== 'string',
  );
  if (wrong >= 0) return refuse(`authorization_details[${wrong}] is not an object with a type`);
  if (isNestedBeyond(json, DEEPEST_DETAILS)) return refuse('authorization_details is nested too deeply');
  return ok(JSON.stringify(json));
}

/** Lists in lists by the thousand can be read, but not everywhere be written again. */
const DEEPEST_DETAILS = 99;
