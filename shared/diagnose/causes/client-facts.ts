import { authMethodsOf } from '../../discovery/server-metadata.ts';
import { challengeOf, challengeParameter } from '../../oauth/challenge.ts';
import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';
import { says } from '../evidence/answer.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Change } from '../evidence/memory.ts';
import { withoutDefinition } from '../evidence/messages.ts';
import { oncePerExchange } from '../evidence/once.ts';
import type { FindingAction } from '../finding.ts';
import { quote } from '../quote.ts';
import { type Sign, sign } from './cause.ts';

/** Whether the request carries anything that authenticates the client. */
export function sendsCredentials({ sent, shape, workspace, client }: Evidence): boolean {
  return (
    sent.hasSecret ||
    sent.byAssertion ||
    (presentsCertificate(workspace) && client.authMethod.endsWith('tls_client_auth')) ||
    sendsCredentialsElsewhere({ shape })
  );
}

/** A secret in the URL or in a JSON body: sent, and not where the server looks. */
export function sendsCredentialsElsewhere({ shape }: Pick<Evidence, 'shape'>): boolean {
  return (
    shape.urlParameters.some(([name]) => name === 'client_secret' || name === 'client_assertion') ||
    shape.jsonNames.some((name) => name === 'client_secret' || name === 'client_assertion')
  );
}

/** A secret in a header of its own, as some products want it. */
export function sendsSecretHeader({ exchange }: Pick<Evidence, 'exchange'>): boolean {
  return exchange.request.headers.some(({ name }) => /secret|^x-(client|api|app)-key$/i.test(name));
}

const CREDENTIAL_CODES = [
  'invalid_client',
  'invalid_client_secret',
  'invalid_client_id',
  'invalid_client_credentials',
];

/** Words about the client and what it proves itself with. */
const CREDENTIAL_SUBJECTS = [
  'credentials',
  'secret',
  'clientId',
  'client',
  'authMethod',
  'authentication',
  'authHeader',
  'account',
] as const;

/**
 * How strongly the answer says that it is the client’s authentication that failed: 0 not at all, up to 3. A code or words about
 * credentials say it; a bare 401 of an endpoint that clients authenticate at does as well.
 */
export const credentialRefusal = oncePerExchange((facts): number => {
  const { answer, status, challenges } = facts;
  const isError = facts.outcome?.kind === 'error' || answer.failsInside;
  if (facts.status < 400 && !isError) return 0;
  if (answer.code !== null && CREDENTIAL_CODES.includes(answer.code)) return 3;
  if (['login', 'block', 'filter', 'portal'].includes(answer.page?.kind ?? '')) return 0;
  // SOAP answers every fault with 500.
  if (status >= 500 && !(status === 500 && isSoapFault(facts))) return 0;
  const isWords =
    says(answer, CREDENTIAL_SUBJECTS, 'wrong', 'unknown', 'mismatch', 'missing') !== null ||
    says(answer, ['credentials', 'secret', 'clientId'], 'failed') !== null ||
    // At a token endpoint “API key” is often the client ID.
    says(answer, 'apiKey', 'wrong', 'unknown') !== null;
  if (isWords && (isError || [400, 401, 403, 404, 500].includes(status))) return 3;
  // With a status of 4xx, server_error contradicts itself.
  const isOther = answer.code !== null && !(answer.code === 'server_error' && status === 401);
  if (isOther) return 0;
  if (status === 401 && challengeOf(challenges, 'Basic')) return 3;
  if (status === 401 && !isTokenWanted(facts)) return 2.5;
  return 0;
});

export function isSoapFault({ answer, text }: Evidence): boolean {
  return answer.format === 'xml' && /<([\w-]+:)?Fault[\s>]/.test(text.slice(0, 5_000));
}

/** A Bearer challenge without another: what answers wants a token, not a client. */
export function isTokenWanted({ challenges, exchange }: Evidence): boolean {
  if (exchange.purpose === 'api') return false;
  const bearer = challengeOf(challenges, 'Bearer') ?? challengeOf(challenges, 'DPoP');
  return (
    bearer !== null &&
    !challengeOf(challenges, 'Basic') &&
    challengeParameter(bearer, 'error') !== 'invalid_client'
  );
}

type AuthMethod = 'client_secret_basic' | 'client_secret_post';

/** How the secret was sent, as methods are called; null where none was. */
export function usedMethod({ sent, client }: Evidence): string | null {
  if (sent.basic) return 'client_secret_basic';
  if (sent.post) return 'client_secret_post';
  return sent.byAssertion ? client.authMethod : null;
}

const METHOD = /client_secret_(?:basic|post|jwt)|private_key_jwt|(?:self_signed_)?tls_client_auth/gi;

/** The authentication method that the server's words ask for: by name, or by the place where credentials have to be. */
export const demandedMethod = oncePerExchange((facts): string | null => {
  const text = withoutDefinition(facts.answer.english.join('. ')).replace(/\s+/g, ' ');
  const used = usedMethod(facts);
  const namedMethods = [...text.matchAll(METHOD)]
    .map(([name]) => name.toLowerCase())
    .filter((name) => name !== used);
  if (namedMethods[0] !== undefined) return namedMethods[0];
  if (missesAssertion(facts)) return 'private_key_jwt';
  const isAbsence = /\bnot (found|present|provided|included|sent|supplied|given)\b/i.test(text);
  const refusesBody =
    /(not|never|n't|no longer|cannot|disallow|forbid)[^.]{0,60}\b(in|as|via|through|from)\b[^.]{0,30}\b(body|post|form|request parameters?|query|payload)\b|\b(body|post|form|parameters?)\b[^.]{0,40}\b(not (allowed|supported|permitted|accepted)|disabled|unsupported)/i.test(
      text,
    );
  const refusesHeader =
    /(not|never|n't|no longer|cannot|disallow|forbid)[^.]{0,60}\b(in|as|via|through|from)\b[^.]{0,30}\b(authori[sz]ation header|http header|headers?|basic auth)|\b(http basic|basic auth\w*|basic scheme|authori[sz]ation header)\b[^.]{0,40}\b(not (allowed|supported|permitted|accepted)|disabled|unsupported)/i.test(
      text,
    );
  const mustHeader =
    /\b(must|should|has to|have to|need(s)? to|required?|requires|only|expect(s|ed)?|use|please|via|using|missing|no|provide)\b[^.]{0,80}\b(authori[sz]ation[- ](request )?header|http basic|basic auth\w*|basic scheme|basic authori[sz]ation|authori[sz]ation: basic)|\b(authori[sz]ation header|basic auth\w*|http basic)\b[^.]{0,60}\b(required|missing|must|expected|only|not (found|present|provided|set|included))/i.test(
      text,
    );
  const mustBody =
    /\b(must|should|has to|have to|need(s)? to|required|requires|only|expect(s|ed)?|please|provide)\b[^.]{0,80}\b(in|as|via|through)\b[^.]{0,30}\b((request |post |form |http )?body|form parameters?|post parameters?|form data|request parameters?|body parameters?)\b/i.test(
      text,
    );
  if (((refusesBody && !isAbsence) || (mustHeader && !refusesHeader)) && used !== 'client_secret_basic')
    return 'client_secret_basic';
  if (((refusesHeader && !isAbsence) || mustBody) && used !== 'client_secret_post')
    return 'client_secret_post';
  return null;
});

/** A server that misses an assertion from a client with a secret wants signed JWTs of it. */
export function missesAssertion(facts: Evidence): boolean {
  return facts.sent.hasSecret && missingNames(facts).some((name) => name.startsWith('client_assertion'));
}

/** Parameters that the server says are missing, by name. */
export const missingNames = oncePerExchange((facts): string[] => {
  const text = facts.answer.english
    .map((sentence) =>
      sentence.replace(/\([^()]{0,400}\)/g, (inner) => (/e\.g\.|for example/i.test(inner) ? ' ' : inner)),
    )
    .join('. ');
  const isMissing =
    /missing|required|must (contain|include|be (provided|present|set|specified))|not (be )?(provided|specified|found|present|supplied|set|null|empty|blank)|no .{0,20}(was |were )?(provided|specified|found|given)|absent|is (null|empty|blank)|OAuth 2\.0 Parameter: |(may|must|can) ?not be (null|empty|blank)|unable to find|unspecified|expected/i.test(
      text,
    );
  if (!isMissing) return [];
  const found = [
    ...text.matchAll(
      /(?<![\w-])(grant[_ ]?type|client[_ ]?id|client[_ ]?secret|client_assertion(?:_type)?|scope|audience|resource|authorization_details|token|username|password|code|refresh_token|redirect_uri|assertion|tenant|realm|organization|account_id)(?![\w-])/gi,
    ),
  ]
    .filter(({ 0: name, index }) => !namesSentValue(facts, text.slice(index + name.length)))
    .map(([name]) => name.toLowerCase().replace(/^(grant|client) ?(type|id|secret)$/, '$1_$2'));
  const isParameter = /parameter|field|property|missing|required|provided/i.test(text);
  const hasToken = facts.exchange.purpose === 'introspection' || facts.exchange.purpose === 'revocation';
  return [...new Set(found)].filter(
    (name) =>
      (!LOOSE_NAMES.includes(name) || (isParameter && isNamedAsParameter(text, name))) &&
      (name !== 'token' || hasToken),
  );
});

/** “No client found for client_id: x” names the value that was sent: it is not missing. */
function namesSentValue({ sent }: Evidence, after: string): boolean {
  if (sent.clientId !== null && sent.clientId !== '' && after.trimStart().startsWith(sent.clientId))
    return true;
  return (
    /^["'’]?\s?[:=]\s?["'“‘]?\w/.test(after.slice(0, 6)) &&
    !/^.?[^.]{0,12}(required|missing|must|field)/i.test(after)
  );
}

/** Whether a word that is also a parameter stands for the parameter: “resource is required”, not “to access this resource”. */
function isNamedAsParameter(text: string, name: string): boolean {
  return new RegExp(
    `(parameters?|fields?|propert(y|ies)|missing|specify|provide|include|set|no|must (have|contain|include))\\b[^.]{0,25}(?<!(this|protected|requested) )\\b${name}\\b|\\b${name}['"’”\`]?\\s*(parameter|field|property|is|was|must|cannot|can not|not|missing|required|:)`,
    'i',
  ).test(text);
}

/** Whether a parameter is in the request, wherever the server looks. */
export function hasParameter({ parameters, sent }: Evidence, name: string): boolean {
  if (sent.basic && (name === 'client_id' || name === 'client_secret')) return true;
  return parameters.some(([key, value]) => key === name && value !== '');
}

/** What a part of the request proves right or wrong. */
const CONTEXT: Readonly<Partial<Record<Change, readonly Change[]>>> = {
  scope: ['client-id', 'url', 'audience', 'grant'],
  audience: ['client-id', 'url', 'scope'],
  secret: ['client-id', 'url'],
  'client-id': ['url'],
  method: ['client-id', 'url'],
  encoding: ['client-id', 'secret', 'url'],
  grant: ['client-id', 'url'],
};

/** What memory says about a part of the request: it changed since the last success, or it is as it was then. */
export function remembered(
  facts: Evidence,
  change: Change,
  what: string,
  { same = -8, changed = 9 }: { same?: number; changed?: number } = {},
): Sign[] {
  const { memory, exchange } = facts;
  if (!memory) return [];
  const isOnly = memory.changed.length === 1;
  if (memory.changed.includes(change))
    return [sign(isOnly ? changed + 3 : changed - 2, `It worked before; since then you changed ${what}.`)];
  // With another client or server, what was right before proves nothing.
  if (memory.changed.some((other) => CONTEXT[change]?.includes(other))) return [];
  // What was right a day ago may have been changed at the server since.
  const age = exchange.startedAt - memory.lastSuccessAt;
  return [
    sign(age > 86_400_000 ? same / 4 : same, `It worked before with the same ${what.replace(/^the /, '')}.`),
  ];
}

/** The other way of sending the secret, as an action, unless the metadata rules it out. */
export function otherMethodAction(facts: Evidence): FindingAction[] {
  const { sent, metadata, exchange } = facts;
  if (!sent.basic && !sent.post) return [];
  const to: AuthMethod = sent.basic ? 'client_secret_post' : 'client_secret_basic';
  // Secrets belong in the header (RFC 6749 §2.3.1): the way into the body is offered only where the server takes it.
  const offered = metadata ? authMethodsOf(metadata).includes(to) : exchange.purpose !== 'api';
  return offered ? [{ kind: 'switch-auth-method', to }] : [];
}

/** Whether a value was never filled in: a template, or words such as `your-client-id`. */
export function isUnfilled(text: string | null): boolean {
  return (
    text !== null &&
    /^(\{\{.*\}\}|\$\{.*\}|<[^<>]+>|\[[^[\]]+\]|%[A-Z_]+%|(your|insert|enter|replace)[-_ ]?(own[-_ ])?(client|app|api)?[-_ ]?(id|secret|key|here).*|(client|app)[-_]?(id|secret)[-_ ]?here|changeme)$/i.test(
      text.trim(),
    )
  );
}

/** Whether a value looks like that of an example; it may be real, or stand for one that was left out. */
export function isExample(text: string | null): boolean {
  return text !== null && /^(my[-_ ]?(client|app|api)?[-_ ]?(id|secret|key).*|x{4,})$/i.test(text.trim());
}

export function clientName({ sent, client }: Evidence): string {
  return quote(sent.clientId ?? client.clientId, 60);
}

/** Names that are also words: “the requested resource was not found” misses no parameter. */
const LOOSE_NAMES = [
  'resource',
  'audience',
  'scope',
  'token',
  'tenant',
  'realm',
  'organization',
  'code',
  'username',
  'password',
  'assertion',
  'account_id',
];
