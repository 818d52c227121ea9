import { isJsonObject } from '../../json/json-object.ts';
import { sensitiveHeader, sensitiveMember, sensitiveParameter } from '../../oauth/sensitive-parameters.ts';
import { decodeForm, parseForm } from '../../text/form-encoding.ts';
import { SecretMatcher } from '../../text/secrets/secret-matcher.ts';
import { MASK, maskText, type SensitiveText } from '../../text/sensitive-text.ts';
import type { Finding, FindingAction } from '../finding.ts';
import { jsonOf } from './body-members.ts';
import type { Evidence } from './evidence.ts';

/** In a response, members such as `token` also hold words (`"token": "expired"`). */
const SHORTEST_IN_RESPONSE = 12;

/** Characters. */
const LONGEST_SHOWN = 16_384;

/**
 * The last guard: whatever a server echoed, a person typed into a URL and a rule quoted, no finding shows a secret or a
 * whole token that is known here, and no action carries one. Where the secret has been withheld from the exchange there
 * is nothing to hide.
 */
export function hideSecrets(findings: readonly Finding[], facts: Evidence): Finding[] {
  if (findings.length === 0) return [];
  const matcher = matcherFor(facts);
  const hide = (text: string) => maskUrlSecrets(matcher.mask(text));
  return findings.map((finding) => ({
    ...finding,
    title: hide(finding.title),
    seen: hide(finding.seen),
    why: hide(finding.why),
    nextStep: hide(finding.nextStep),
    actions: finding.actions.filter((action) => !carriesSecret(action, hide)),
  }));
}

/** An action is kept whole or left out: a masked URL would be applied as it is. */
function carriesSecret(action: FindingAction, hide: (text: string) => string): boolean {
  return Object.values(action)
    .flat()
    .some((value) => typeof value === 'string' && hide(value) !== value);
}

/** Sensitive parameters of URLs and forms, and the credentials before a URL's host, wherever a text quotes them. */
function maskUrlSecrets(text: string): string {
  return text
    .replace(/(\/\/)[^/?#\s“”@]+@/g, `$1${MASK}@`)
    .replace(/([\w.%-]+)=([^&#\s“”;,]+)/g, (pair, name: string) =>
      sensitiveParameter(decodeForm(name)) ? `${name}=${MASK}` : pair,
    );
}

/** One matcher hides the same secrets in findings, notes and verdict. */
const matchers = new WeakMap<Evidence, SecretMatcher>();

function matcherFor(facts: Evidence): SecretMatcher {
  const known = matchers.get(facts) ?? new SecretMatcher(knownSecrets(facts));
  matchers.set(facts, known);
  return known;
}

function knownSecrets(facts: Evidence): string[] {
  const { exchange, sent, outcome, token, url, parameters } = facts;
  const { request, response } = exchange;
  const texts: SensitiveText[] = [...request.headers.map(({ value }) => value), request.body ?? []];
  const spans = texts.flatMap((part) => part.filter((span) => typeof span === 'object'));
  const members = outcome?.kind === 'token' ? outcome.members : {};
  const typed = [
    ...spans.map(({ value }) => value),
    ...[...parseForm(url.search.slice(1)), ...parameters]
      .filter(([name]) => sensitiveParameter(name))
      .map(([, value]) => value),
    ...request.headers
      .filter(({ name }) => sensitiveHeader(name))
      .flatMap(({ value }) => credentialsOf(maskText(value))),
    decodeForm(url.password),
    sent.secret,
  ];
  const answered = [
    ...(response?.headers ?? [])
      .filter(([name]) => /^set-cookie/i.test(name))
      .map(([, value]) => cookieValue(value)),
    ...sensitiveMembers(jsonOf(facts)),
  ].filter((value) => value.length >= SHORTEST_IN_RESPONSE);
  const candidates: unknown[] = [
    ...typed,
    token?.value,
    members.access_token,
    members.refresh_token,
    members.id_token,
    ...answered,
  ];
  // What is masked already hides nothing more, and no finding is so long that it could show a longer one whole.
  return candidates.filter(
    (value): value is string =>
      typeof value === 'string' && value.length <= LONGEST_SHOWN && !value.includes(MASK),
  );
}

/** What follows a scheme; else the value whole. */
function credentialsOf(value: string): string[] {
  const bare = value.replace(/^(basic|bearer|dpop|digest|token|negotiate) +/i, '');
  return bare === value ? [value, value.replace(/^\S+ +/, '')] : [bare];
}

function cookieValue(cookie: string): string {
  return cookie.replace(/^[^=]*=/, '').replace(/;.*$/s, '');
}

/** The values of sensitive members at any depth; a list or an object there is sensitive whole. */
function sensitiveMembers(value: unknown, inside = false): string[] {
  if (typeof value === 'string') return inside ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => sensitiveMembers(item, inside));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    sensitiveMembers(member, inside || sensitiveMember(name) !== null),
  );
}
