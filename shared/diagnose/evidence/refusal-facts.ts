import { headerValue } from '../../http/header-fields.ts';
import { responseHeaders } from '../../http/response.ts';
import { type Challenge, challengeOf, challengeParameter } from '../../oauth/challenge.ts';
import { maskText } from '../../text/sensitive-text.ts';
import { quote } from '../quote.ts';
import { bodyWords } from './body-words.ts';
import type { Evidence } from './evidence.ts';
import { oncePerExchange } from './once.ts';

/** What an error answer says, in one line. */
export function seenError({ outcome, status }: Evidence): string {
  if (outcome?.kind !== 'error') return `Status ${status}.`;
  const description = outcome.description === null ? '' : `: ${quote(outcome.description, 300)}`;
  return `Status ${status}, ${outcome.error}${description}`;
}

/** What the refusal says in words: in the challenge, or in the body where an API puts it there instead. */
export const explanation = oncePerExchange((facts: Evidence): string => {
  return [parameterOf(facts, 'error_description') ?? '', bodyWords(facts)]
    .filter((text) => text !== '')
    .join(' ');
});

/** The challenge for tokens: that of the scheme that was used, the other one, or whichever has an error. */
function tokenChallenge(facts: Evidence): Challenge | null {
  const { challenges } = facts;
  const [first, second] = sentScheme(facts) === 'dpop' ? ['DPoP', 'Bearer'] : ['Bearer', 'DPoP'];
  return (
    challengeOf(challenges, first) ??
    challengeOf(challenges, second) ??
    challenges.find((challenge) => challengeParameter(challenge, 'error') !== null) ??
    null
  );
}

export function parameterOf(facts: Evidence, name: string): string | null {
  const challenge = tokenChallenge(facts);
  return challenge && challengeParameter(challenge, name);
}

/** What the refusal says, in one line. */
export function seenRefusal(facts: Evidence): string {
  const fields = responseHeaders(facts.exchange.response?.headers ?? [], 'www-authenticate');
  const challenge = fields.length > 0 ? fields.join(', ') : null;
  const words = bodyWords(facts);
  const more = words === '' || challenge?.includes(words) ? '' : `; ${quote(words)}`;
  return `Status ${facts.status}, WWW-Authenticate: ${challenge === null ? 'none' : quote(challenge, 300)}${more}.`;
}

/** The scheme of the Authorization header, lower case; null without one. */
export function sentScheme({ exchange: { request } }: Evidence): string | null {
  const value = headerValue(request.headers, 'authorization');
  return value ? (/^\S+/.exec(maskText(value))?.[0].toLowerCase() ?? null) : null;
}

/** How the body of the request was labelled; null where it was not. */
export function sentContentType({ exchange: { request } }: Evidence): string | null {
  const value = headerValue(request.headers, 'content-type');
  return value ? maskText(value) || null : null;
}

/** Whether the body of the request is labelled as what a token endpoint reads (RFC 6749 §4.4.2). */
export function isLabelledAsForm(facts: Evidence): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(sentContentType(facts) ?? '');
}

/** Whether the call carried credentials of any kind. */
export function sentAuthorization({ exchange }: Evidence): boolean {
  return headerValue(exchange.request.headers, 'authorization') !== undefined;
}

/** For how long the token had been revoked from here when the call began; null when it was not. */
export function revokedFor({ token, exchange }: Evidence): number | null {
  if (token?.revokedAt === undefined || token.revokedAt > exchange.startedAt) return null;
  return exchange.startedAt - token.revokedAt;
}
