import { responseHeaders } from '../../http/response.ts';
import { type Challenge, challengeParameter } from '../../oauth/challenge.ts';
import { parseForm } from '../../text/form-encoding.ts';
import type { Answer } from './answer-model.ts';
import { failsInside, jsonOf } from './body-members.ts';
import type { Evidence } from './evidence.ts';
import { readMentions, type State, type Subject } from './mentions.ts';
import { messagesOfJson, messagesOfXml, withoutDefinition } from './messages.ts';
import { inEnglish } from './other-languages.ts';
import { type Page, readPage } from './page.ts';
import { header, isHtml } from './response-facts.ts';

type Source = Pick<
  Evidence,
  | 'exchange'
  | 'text'
  | 'serverLog'
  | 'status'
  | 'challenges'
  | 'outcome'
  | 'sent'
  | 'parameters'
  | 'requestedScopes'
>;

/** A text that is longer is no message. */
const MOST_CHARACTERS = 2_000;

export function readAnswer(facts: Source): Answer {
  const read = readBody(facts);
  const fromChallenges = facts.challenges.flatMap((challenge) => challengeWords(challenge));
  const fromHeaders = headerWords(facts);
  const bodyCode =
    [facts.outcome?.kind === 'error' ? facts.outcome.error : '', ...read.codes]
      .map(oauthCode)
      .find((code) => code !== null) ?? null;
  const challengeCode = challengeError(facts.challenges);
  // A code in the challenge is about the credentials in the request; the body's may be a framework's own.
  const code = (challengeCode === null ? null : oauthCode(challengeCode)) ?? bodyCode;
  const codes = [
    ...new Set([...read.codes, ...(challengeCode === null ? [] : [challengeCode]), ...fromHeaders.codes]),
  ];
  const sentences = [...new Set([...fromChallenges, ...read.sentences, ...fromHeaders.sentences])];
  const english = sentences.map(inEnglish);
  const spoken = [...english, ...codes.filter(isTelling).map(spellOut)].map((sentence) =>
    nameOwnValues(withoutDefinition(sentence), facts),
  );
  const isOk = facts.status >= 200 && facts.status < 300;
  const grpcStatus = header(facts as Evidence, 'grpc-status');
  const isInside = isOk && (failsInside(facts) || (grpcStatus !== null && grpcStatus !== '0'));
  // A page of something in between does not speak for the server.
  const isForeign = ['block', 'filter', 'portal', 'login', 'app'].includes(read.page?.kind ?? '');
  const isFailure = !isOk || isInside || code !== null || facts.outcome?.kind === 'error';
  return {
    format: read.format,
    code,
    rivalCode: code === bodyCode ? null : bodyCode,
    codes,
    sentences,
    english,
    words: english.join('. '),
    // The server’s own log says what its answer may hide.
    mentions: readMentions(
      facts.serverLog !== null
        ? [nameOwnValues(facts.serverLog, facts)]
        : isFailure && !isForeign
          ? spoken
          : [],
    ),
    hasUnreadWords:
      facts.serverLog === null &&
      !isForeign &&
      english.some(
        (sentence) => isWords(sentence) && readMentions([nameOwnValues(sentence, facts)]).length === 0,
      ),
    page: read.page,
    codeFrom:
      code === null
        ? null
        : challengeCode !== null && oauthCode(challengeCode) === code
          ? 'challenge'
          : 'body',
    failsInside: isInside,
  };
}

/** More than the name of a status: “Unauthorized” and “Bad Request” say nothing. */
function isWords(sentence: string): boolean {
  return (
    /\S\s+\S+\s+\S|[^ -~]{4,}/.test(sentence) &&
    !/^\W*((error|http|status|bad|request|unauthori[sz]ed|forbidden|not|found|internal|server|[1-5]\d\d|access|denied|is|permission|client|failed|failure|authentication)\W*)+$/i.test(
      sentence.slice(0, 200),
    )
  );
}

interface Body {
  readonly format: Answer['format'];
  readonly codes: readonly string[];
  readonly sentences: readonly string[];
  readonly page: Page | null;
}

function readBody(facts: Source): Body {
  const { exchange, text, status } = facts;
  const nothing = { codes: [], sentences: [], page: null };
  if (!exchange.response) return { format: 'none', ...nothing };
  if (text === '') return { format: 'empty', ...nothing };
  const json = jsonOf(facts as Evidence);
  if (json !== undefined) return { format: 'json', ...messagesOfJson(json), page: null };
  if (isHtml(facts as Evidence)) {
    const page = readPage(text, status);
    return { format: 'html', codes: [], sentences: pageSentences(page), page };
  }
  if (exchange.response.body.binary || text.includes('\0')) return { format: 'binary', ...nothing };
  if (/^<(\?xml\b|[A-Za-z_])/.test(text))
    return { format: 'xml', ...messagesOfXml(text.slice(0, 50_000)), page: null };
  if (/^[A-Za-z_]+=[^=&\s]*(&[^=&\s]+=[^&\s]*)*$/.test(text.slice(0, 5_000))) {
    const fields = Object.fromEntries(parseForm(text.slice(0, 5_000)));
    return { format: 'form', ...messagesOfJson(fields), page: null };
  }
  const [first = ''] = text.slice(0, MOST_CHARACTERS).split(/\n\s*(at |\n)/);
  const isCode = /^["']?[A-Za-z]+([_.-]\w+)+["']?$/.test(text) && text.length < 80;
  return {
    format: 'text',
    codes: isCode ? [text.replace(/["']/g, '')] : [],
    sentences: isCode ? [] : [first.replace(/\s+/g, ' ').trim()],
    page: null,
  };
}

/** Of a page the title and the first words tell; what follows is markup, menus and small print. */
function pageSentences({ words, title, kind }: Page): string[] {
  if (kind === 'status' && title !== null && words.length > 400) return [title];
  return words === '' ? [] : [words.slice(0, 200)];
}

function challengeError(challenges: readonly Challenge[]): string | null {
  for (const challenge of challenges) {
    const error = challengeParameter(challenge, 'error');
    if (error) return error;
    if (oauthCode(challenge.scheme) !== null) return challenge.scheme;
  }
  return null;
}

function challengeWords(challenge: Challenge): string[] {
  return ['error_description', 'error_message', 'message', 'reason', 'description']
    .map((name) => challengeParameter(challenge, name))
    .filter((value): value is string => value !== null && value !== '');
}

/** Headers in which gateways and clouds put what went wrong, whatever their own name before it. */
const ERROR_HEADERS =
  /^(?!x-squid|nel$)([\w-]{1,40}[-_])?(error|err|fault|failure|reason)([_-]?(description|desc|message|msg|type|code|reason|details?|info|cause|source))?$|^grpc-message$|^x-(ms-)?diagnostics$/i;

function headerWords({ exchange }: Source): Pick<Body, 'codes' | 'sentences'> {
  const values = (exchange.response?.headers ?? [])
    .filter(([name]) => ERROR_HEADERS.test(name))
    .map(([, value]) => value.replace(/:.*$/, (rest) => (rest.startsWith(': ') ? rest : '')).trim())
    .filter((value) => value !== '');
  return {
    codes: values.filter((value) => !/\s/.test(value)),
    sentences: values.filter((value) => /\s/.test(value)),
  };
}

/** Codes of OAuth and its extensions. */
const OAUTH_CODES: ReadonlySet<string> = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
  'invalid_resource',
  'invalid_authorization_details',
  'access_denied',
  'server_error',
  'temporarily_unavailable',
  'use_dpop_nonce',
  'invalid_dpop_proof',
  'invalid_token',
  'insufficient_scope',
  'insufficient_user_authentication',
  'unsupported_token_type',
  'slow_down',
  'unmet_authentication_requirements',
  'invalid_client_secret',
  'invalid_client_id',
  'invalid_client_credentials',
  'interaction_required',
  'consent_required',
]);

/** Spellings that servers use for the same thing. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    scope_invalid: 'invalid_scope',
    invalid_scopes: 'invalid_scope',
    unsupported_granttype: 'unsupported_grant_type',
    unsupported_grant: 'unsupported_grant_type',
    invalid_grant_type: 'unsupported_grant_type',
    unauthorised_client: 'unauthorized_client',
    invalid_audience: 'invalid_target',
    invalid_bearer_token: 'invalid_token',
    expired_token: 'invalid_token',
    token_expired: 'invalid_token',
    insufficient_scopes: 'insufficient_scope',
    invalidclient: 'invalid_client',
  }),
);

/** A code as OAuth spells it: `InvalidClient`, `INVALID_CLIENT` and `invalid-client` are `invalid_client`. Null for others. */
function oauthCode(code: string): string | null {
  if (code.length > 60) return null;
  const plain = code
    .replace(/^['"]|['"]$/g, '')
    .replace(/^.*[.:/#]/, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[-\s]+/g, '_')
    .replace(/_(error|exception)$/i, '')
    .toLowerCase();
  const name = SAME.get(plain) ?? (OAUTH_CODES.has(plain) ? plain : null);
  // Storages and clouds say AccessDenied and InvalidRequest of their own matters.
  if ((name === 'access_denied' || name === 'invalid_request') && /[A-Z]/.test(code) && !code.includes('_'))
    return null;
  // “server” alone is what is left of “server_error”.
  return name ?? (/^server_error$/i.test(code) ? 'server_error' : null);
}

/** A code of words says something; a number, the name of a status or of OAuth’s own error does not. */
function isTelling(code: string): boolean {
  return (
    /[A-Za-z]{3}/.test(code) &&
    oauthCode(code) === null &&
    !/^(error|bad[_ ]?request|unauthori[sz]ed|forbidden|not[_ ]?found|https?:.*|about:blank|[A-Z]{1,3}\d+|unauthenticated|permission_denied|fail(ed|ure)?)$/i.test(
      code,
    )
  );
}

/** `oauth.v2.InvalidApiKey` in words. */
function spellOut(code: string): string {
  return code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[._:/#-]+/g, ' ')
    .toLowerCase();
}

/** A message that quotes our scope or client id says “scope” or “client”, whatever words surround it. */
function nameOwnValues(sentence: string, facts: Source): string {
  const named = (name: string) => facts.parameters.filter(([key]) => key === name).map(([, value]) => value);
  const replacements: [string, string][] = [
    ...facts.requestedScopes.map((scope): [string, string] => [scope, 'scope']),
    ...[...named('resource'), ...named('audience')].map((value): [string, string] => [value, 'audience']),
    ...(facts.sent.clientId === null ? [] : [[facts.sent.clientId, 'client'] as [string, string]]),
  ];
  return replacements
    .filter(([value]) => value.length >= 2 && !COMMON.has(value.toLowerCase()))
    .reduce((text, [value, name]) => replaceWord(text, value, ` ${name} `), ownWords(sentence, facts));
}

/** An API that says “the resource server” means itself, not an audience. */
function ownWords(sentence: string, { exchange, parameters }: Source): string {
  if (exchange.purpose === 'api') return sentence.replace(/\b(the )?resource[ _-]server\b/gi, 'the api');
  // If the request named a resource, the server means that by the word.
  return parameters.some(([name]) => name === 'resource')
    ? sentence.replace(/\b(registered |requested )?resource\b/gi, 'audience')
    : sentence;
}

/** Scopes and ids that are words of every sentence: their place in it says nothing. */
const COMMON = new Set([
  'client',
  'server',
  'scope',
  'token',
  'api',
  'app',
  'test',
  'user',
  'access',
  'oauth',
  'secret',
  'default',
  'service',
  'id',
  'resource',
  'invalid',
  'not',
  'is',
  'the',
]);

const isPartOfWord = (character: string | undefined) => character !== undefined && /[\w.:/-]/.test(character);

function replaceWord(text: string, value: string, by: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, from)) {
    const end = at + value.length;
    const isWhole =
      !isPartOfWord(text[at - 1]) &&
      (!isPartOfWord(text[end]) || /[.:](\s|$)/.test(text.slice(end, end + 2)));
    result += text.slice(from, at) + (isWhole ? by : value);
    from = end;
  }
  return result + text.slice(from);
}

/** Whether the answer says that something is the matter with a subject: for certain, as one of several things, or not at all. */
export function says(
  { mentions }: Pick<Answer, 'mentions'>,
  subjects: Subject | readonly Subject[],
  ...states: readonly State[]
): 'stated' | 'raised' | null {
  if (mentions.length === 0) return null;
  const wanted: readonly Subject[] = typeof subjects === 'string' ? [subjects] : subjects;
  const found = mentions.filter(({ subject, state }) => wanted.includes(subject) && states.includes(state));
  if (found.length === 0) return null;
  return found.some(({ hedged }) => !hedged) ? 'stated' : 'raised';
}

/** The header of a refusal, for sentences. */
export function challengeText(facts: Pick<Evidence, 'exchange'>): string | null {
  const fields = responseHeaders(facts.exchange.response?.headers ?? [], 'www-authenticate');
  return fields.length === 0 ? null : fields.join(', ');
}

/** What the server said, quoted for a person: its code and its words. */
export function quotedWords(facts: Evidence): string | null {
  const { answer } = facts;
  const [first] = answer.sentences;
  return first ?? answer.codes[0] ?? header(facts, 'x-squid-error');
}
