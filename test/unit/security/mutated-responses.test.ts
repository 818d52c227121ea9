import { expect, it } from 'vitest';
import { diagnose } from '../../../shared/diagnose/diagnose.ts';
import type { HttpResponse } from '../../../shared/http/exchange.ts';
import { seededRandom } from '../../fixtures/servers/chaos.ts';
import { exchangeOf, readRecorded } from '../shared/diagnose/recorded.ts';

/** Each is a number to look at when it fails. */
const COUNT = process.env.CREDENCE_SECURITY_FULL === '1' ? 10_000 : 1_000;
/** Milliseconds for one response, which takes about one: a hang, however busy the machine is. */
const HANG_MS = 60_000;
const LONGEST_BODY = 1_000_000;

const STATUSES = [
  200, 204, 206, 301, 302, 304, 307, 400, 401, 403, 404, 405, 407, 415, 429, 431, 500, 502, 503,
];
const CHARACTERS = ['\0', '"', '{', '}', '<', '%', '\\', '\u202e', '\ud800', '\ufeff', ' ', '\n', '9'];

const recorded = readRecorded().filter(({ answer, kind }) => answer && !kind.startsWith('lint'));

type Random = () => number;

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** One change of one part. */
type Mutation = (response: HttpResponse, random: Random) => HttpResponse;

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  status: (response, random) => ({
    ...response,
    status: random() < 0.5 ? pick(STATUSES, random) : 100 + Math.floor(random() * 500),
  }),
  'a header less': ({ headers, ...response }, random) => {
    const gone = Math.floor(random() * headers.length);
    return { ...response, headers: headers.filter((_, index) => index !== gone) };
  },
  'a header twice': ({ headers, ...response }, random) => ({
    ...response,
    headers: headers.length === 0 ? headers : [...headers, pick(headers, random)],
  }),
  'a header changed': ({ headers, ...response }, random) => {
    const changed = Math.floor(random() * headers.length);
    return {
      ...response,
      headers: headers.map(([name, value], index) => [
        name,
        index === changed ? change(value, random) : value,
      ]),
    };
  },
  'the body changed': (response, random) => withText(response, change(response.body.text, random)),
  'the body cut': (response, random) => {
    const { body } = response;
    const text = body.text.slice(0, Math.floor(random() * body.text.length));
    return { ...withText(response, text), body: { ...body, text, truncated: random() < 0.5 } };
  },
  'the body empty': (response) => withText(response, ''),
  'the body of another': (response, random) => withText(response, exchangeBody(pick(recorded, random))),
  // Several times in a row it would exceed any memory.
  'the body many times': (response, random) =>
    withText(response, response.body.text.repeat(1 + Math.floor(random() * 50)).slice(0, LONGEST_BODY)),
};

function withText(response: HttpResponse, text: string): HttpResponse {
  return { ...response, body: { ...response.body, text, size: text.length, wireSize: text.length } };
}

function exchangeBody(other: (typeof recorded)[number]): string {
  return exchangeOf(other)[0].response?.body.text ?? '';
}

/** A few characters replaced, inserted or removed. */
function change(text: string, random: Random): string {
  let changed = text;
  for (let times = 1 + Math.floor(random() * 8); times > 0; times -= 1) {
    const at = Math.floor(random() * (changed.length + 1));
    const written = random() < 0.3 ? '' : pick(CHARACTERS, random);
    changed = changed.slice(0, at) + written + changed.slice(at + Math.floor(random() * 3));
  }
  return changed;
}

/** What is wrong with the diagnosis of the response that this seed makes; null if nothing is. */
function judge(seed: number): string | null {
  const random = seededRandom(seed);
  const original = pick(recorded, random);
  const [exchange, context] = exchangeOf(original);
  if (!exchange.response) return 'no response';
  let response = exchange.response;
  const names: string[] = [];
  for (let times = 1 + Math.floor(random() * 4); times > 0; times -= 1) {
    const name = pick(Object.keys(MUTATIONS), random);
    names.push(name);
    response = MUTATIONS[name]?.(response, random) ?? response;
  }
  const described = `seed ${seed}: ${original.name}, ${names.join(', ')}, ${exchange.purpose} ${response.status}`;
  const started = performance.now();
  try {
    const findings = diagnose({ ...exchange, response }, context);
    if (performance.now() - started > HANG_MS) return `${described}: took too long`;
    const isSuccess = response.status >= 200 && response.status < 300;
    return findings.length === 0 && !isSuccess ? `${described}: silent` : null;
  } catch (cause) {
    return `${described}: ${String(cause)}`;
  }
}

it(`${COUNT} changed responses: none crashes or blocks the diagnosis, or lacks a finding`, () => {
  const seeds = Array.from({ length: COUNT }, (_, index) => index + 1);
  expect(seeds.flatMap((seed) => judge(seed) ?? [])).toEqual([]);
}, 600_000);
