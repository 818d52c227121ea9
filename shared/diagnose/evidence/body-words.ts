import { isJsonObject } from '../../json/json-object.ts';
import { jsonOf } from './body-members.ts';
import type { Evidence } from './evidence.ts';
import { isHtml } from './response-facts.ts';

/** Where APIs, gateways and frameworks put what went wrong, in a sentence (RFC 9457 has title and detail). */
const SENTENCES: readonly string[] = [
  'error_description',
  'errorSummary',
  'detail',
  'title',
  'message',
  'Message',
  'error_message',
  'errorMessage',
  'faultstring',
];

/** A text that is longer is no sentence about a refusal, and is not searched for one. */
const MOST_CHARACTERS = 2_000;

/** What a body says in words: a JSON object’s sentences, be it in a list or in a member, or a short text. Empty where it is a page. */
export function bodyWords(facts: Evidence): string {
  const json = jsonOf(facts);
  if (json === undefined) return plainWords(facts);
  const outer = firstObject(json);
  const inner = [outer.error, outer.fault, outer.errors].map(firstObject);
  // A code has no spaces.
  const sentence = typeof outer.error === 'string' && /\s/.test(outer.error) ? [outer.error] : [];
  const found = [outer, ...inner].flatMap((members) => SENTENCES.map((name) => members[name]));
  return [...sentence, ...found]
    .filter((value) => typeof value === 'string')
    .join(' ')
    .slice(0, MOST_CHARACTERS);
}

function firstObject(value: unknown): Readonly<Record<string, unknown>> {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isJsonObject(first) ? first : {};
}

function plainWords(facts: Evidence): string {
  if (isHtml(facts)) return '';
  const words = facts.text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words.length > MOST_CHARACTERS ? '' : words;
}
