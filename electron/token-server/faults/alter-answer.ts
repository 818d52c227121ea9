import { type JsonObject, parseJsonObject } from '../../../shared/json/json-object.ts';
import type { AnswerEffect } from '../../../shared/token-server/faults.ts';
import type { Answer } from '../http/answer.ts';

/** The response that replaces the endpoint's, if an effect has one: then the endpoint is not called. */
export function replaceAnswer(effects: readonly AnswerEffect[]): Answer | null {
  for (const effect of effects) {
    if (effect.kind === 'status') return statusAnswer(effect.status, effect.retryAfter);
    if (effect.kind === 'html') return htmlAnswer(effect.status);
  }
  return null;
}

/** Applies effects to a response's headers and body, not its delivery. */
export function alterAnswer(answer: Answer, effects: readonly AnswerEffect[], now: number): Answer {
  return effects.reduce((altered, effect) => alter(altered, effect, now), answer);
}

function alter(answer: Answer, effect: AnswerEffect, now: number): Answer {
  switch (effect.kind) {
    case 'malformed-json':
      return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
    case 'content-type':
      return withHeader(answer, 'Content-Type', effect.value);
    case 'omit-member':
      return withMembers(answer, ({ [effect.member]: _, ...others }) => others);
    case 'set-member':
      return withMembers(answer, (members) => ({ ...members, [effect.member]: effect.value }));
    case 'clock-skew':
      return withHeader(answer, 'Date', new Date(now + effect.seconds * 1000).toUTCString());
    case 'delay':
    case 'drip':
    case 'hang':
    case 'html':
    case 'reset':
    case 'status':
    case 'token':
      return answer;
  }
}

function withHeader(answer: Answer, name: string, value: string): Answer {
  const headers: string[] = [];
  for (let index = 0; index < answer.headers.length; index += 2) {
    const known = answer.headers[index] ?? '';
    if (known.toLowerCase() !== name.toLowerCase()) headers.push(known, answer.headers[index + 1] ?? '');
  }
  return { ...answer, headers: [...headers, name, value] };
}

/** Changes a JSON object; other responses stay unchanged. */
function withMembers(answer: Answer, change: (members: JsonObject) => JsonObject): Answer {
  const members = parseJsonObject(answer.body);
  return members === null ? answer : { ...answer, body: JSON.stringify(change(members)) };
}

function statusAnswer(status: number, retryAfter: number | undefined): Answer {
  const retry = retryAfter === undefined ? [] : ['Retry-After', String(retryAfter)];
  // Not JSON: gateways that send these do not speak OAuth.
  const headers = ['Content-Type', 'text/plain;charset=UTF-8', 'Cache-Control', 'no-store', ...retry];
  return {
    status,
    headers,
    body: `${REASONS[status] ?? 'Error'}\n`,
    clientId: null,
    decision: 'not processed',
  };
}

const REASONS: Readonly<Record<number, string>> = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

function htmlAnswer(status: number): Answer {
  return {
    status,
    headers: ['Content-Type', 'text/html;charset=UTF-8', 'Cache-Control', 'no-store'],
    // 204 and 304 have no body (RFC 9110 §8.6).
    body: status === 204 || status === 304 ? '' : HTML_PAGE,
    clientId: null,
    decision: 'not processed',
  };
}

const HTML_PAGE = `<!doctype html>
<html lang="en">
<title>Something is in the way</title>
<h1>Something is in the way</h1>
<p>This is a page for people where a program expected JSON: a fault of Credence's token server, armed on purpose.</p>
</html>
`;
