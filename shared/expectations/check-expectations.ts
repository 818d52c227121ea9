import { jsonpath } from 'json-p3';
import type { Exchange } from '../http/exchange.ts';
import { responseHeaders } from '../http/response.ts';
import { canonicalJson } from '../json/canonical-json.ts';
import { parseJson } from '../json/parse-json.ts';
import type { Expectation } from '../model/workspace.ts';
import { challengeParameter, parseChallenges } from '../oauth/challenge.ts';

/** The result of one expectation. */
export interface ExpectationResult {
  readonly expectation: Expectation;
  readonly passed: boolean;
  /** The actual value, for example `status is 403`. Empty if it passed. */
  readonly found: string;
}

/** Checks an API call's exchange against its expectations, in order. Never throws. */
export function checkExpectations(
  expectations: readonly Expectation[],
  exchange: Exchange,
): ExpectationResult[] {
  return expectations.map((expectation) => {
    const found = findFault(expectation, exchange);
    return { expectation, passed: found === null, found: found ?? '' };
  });
}

/** What is wrong, or null. */
function findFault(expectation: Expectation, exchange: Exchange): string | null {
  const { response, timings } = exchange;
  if (!response) return 'there is no response';
  switch (expectation.kind) {
    case 'status':
      return response.status === expectation.status ? null : `status is ${response.status}`;
    case 'header': {
      const values = responseHeaders(response.headers, expectation.name);
      if (values.length === 0) return `the response has no header ${expectation.name}`;
      return matchFault(expectation, values);
    }
    case 'json':
      return jsonFault(expectation, response.body.text);
    case 'time': {
      const took = Math.round(timings.total);
      return timings.total < expectation.belowMs ? null : `it took ${took} ms`;
    }
    case 'refused': {
      const error = refusalOf(exchange);
      if (response.status < 400) return `the call was not refused: status is ${response.status}`;
      if (error === null) return `status is ${response.status}, without an error code`;
      return error === expectation.error ? null : `refused with ${error}`;
    }
  }
}

function jsonFault(expectation: Extract<Expectation, { kind: 'json' }>, text: string): string | null {
  const document = parseJson(text);
  if (document === undefined) return 'the body is not JSON';
  let values: readonly unknown[];
  try {
    values = jsonpath.query(expectation.path, document as Parameters<typeof jsonpath.query>[1]).values();
  } catch (cause) {
    return `the path is not JSONPath (RFC 9535): ${cause instanceof Error ? cause.message : String(cause)}`;
  }
  if (values.length === 0) return `nothing is at ${expectation.path}`;
  return matchFault(expectation, values);
}

/** Passes if any value matches: a header may repeat, and a JSONPath may select several values. */
function matchFault(
  { match, value: expected }: { readonly match: 'exists' | 'equals' | 'matches'; readonly value: string },
  values: readonly unknown[],
): string | null {
  if (match === 'exists') return null;
  const found = `it is ${values.map(shorten).join(', ')}`;
  if (match === 'equals') return values.some((value) => isEqual(value, expected)) ? null : found;
  let pattern: RegExp;
  try {
    pattern = new RegExp(expected, 'u');
  } catch {
    return `“${expected}” is not a regular expression`;
  }
  return values.some((value) => pattern.test(textOf(value).slice(0, LONGEST_MATCHED))) ? null : found;
}

/** The longest prefix of a value that a pattern is tested on, so that a slow pattern cannot hang the run. */
const LONGEST_MATCHED = 10_000;

/** Compares as JSON if the expected value parses as JSON, else as a string. */
function isEqual(value: unknown, expected: string): boolean {
  if (typeof value === 'string' && value === expected) return true;
  const json = parseJson(expected);
  return json !== undefined && canonicalJson(json) === canonicalJson(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shorten(value: unknown): string {
  const text = textOf(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** The error code of a rejection: from the challenge (RFC 6750 §3.1), else the `error` member of a JSON body. */
function refusalOf({ response }: Exchange): string | null {
  const challenges = parseChallenges(responseHeaders(response?.headers ?? [], 'www-authenticate'));
  for (const challenge of challenges) {
    const error = challengeParameter(challenge, 'error');
    if (error !== null) return error;
  }
  const body = parseJson(response?.body.text ?? '');
  const error = body !== null && typeof body === 'object' && 'error' in body ? body.error : null;
  return typeof error === 'string' ? error : null;
}
