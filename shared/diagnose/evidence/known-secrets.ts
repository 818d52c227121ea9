import { isJsonObject } from '../../json/json-object.ts';
import { parseJson } from '../../json/parse-json.ts';
import { sensitiveHeader, sensitiveMember, sensitiveParameter } from '../../oauth/sensitive-parameters.ts';
import { decodeForm, encodeForm, parseForm } from '../../text/form-encoding.ts';
import { MASK, maskText, type SensitiveText } from '../../text/sensitive-text.ts';
import type { Finding, FindingAction } from '../finding.ts';
import type { Evidence } from './evidence.ts';

/** Shorter ones are words: hiding every “read” in a sentence would tell more than it hides. */
const SHORTEST = 6;

/** In a response, members such as `token` also hold words (`"token": "expired"`). */
const SHORTEST_IN_RESPONSE = 12;

/**
 * The last guard: whatever a server echoed, a person typed into a URL and a rule quoted, no finding shows a secret or a
 * whole token that is known here, and no action carries one. Where the secret has been withheld from the exchange there
 * is nothing to hide.
 */
export function hideSecrets(findings: readonly Finding[], facts: Evidence): Finding[] {
  const secrets = knownSecrets(facts);
  const hide = (text: string) =>
    maskUrlSecrets(secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), text));
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

function knownSecrets(facts: Evidence): string[] {
  const { exchange, sent, outcome, token, url, parameters, text } = facts;
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
    ...sensitiveMembers(parseJson(text)),
  ].filter((value) => value.length >= SHORTEST_IN_RESPONSE);
  const candidates: unknown[] = [
    ...typed.flatMap((value) => spellings(value ?? '')),
    token?.value,
    members.access_token,
    members.refresh_token,
    members.id_token,
    ...answered.flatMap(spellings),
  ];
  const secrets = candidates.filter(
    (value): value is string => typeof value === 'string' && value.length >= SHORTEST && value !== MASK,
  );
  // The longest first: one may be a part of another.
  return [...new Set(secrets)].sort((one, other) => other.length - one.length);
}

/** A header's value whole, and what follows its scheme. */
function credentialsOf(value: string): string[] {
  return [value, value.replace(/^\S+ +/, '')];
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

/** A secret as an answer may echo it: as it is, from a form, from a URL. */
function spellings(secret: string): string[] {
  const form = encodeForm(secret);
  return [secret, form, form.replaceAll('+', '%20'), urlEncoded(secret)];
}

function urlEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Throws for half of a surrogate pair, which no URL can contain.
    return text;
  }
}
