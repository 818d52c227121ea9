import { requestTarget } from '../http/build-request.ts';
import type { Exchange, HttpRequest, HttpResponse, Timings } from '../http/exchange.ts';
import { mediaType } from '../http/response.ts';
import { isJsonObject, parseJsonObject } from '../json/json-object.ts';
import { decodeJwt } from '../oauth/jwt/jwt.ts';
import { readTokenOutcome } from '../oauth/token/token-response.ts';
import { parseForm } from '../text/form-encoding.ts';
import { maskText } from '../text/sensitive-text.ts';
import { alignFields, type ComparedField, type NamedValue } from './align-fields.ts';
import { type ComparedLine, compareLines } from './compare-lines.ts';

/** Two exchanges side by side, with differences marked. Secrets are bullets on both sides. */
export interface Comparison {
  /** Sections without a field on either side are left out. */
  readonly sections: readonly ComparedSection[];
  readonly timings: readonly ComparedTiming[];
}

export interface ComparedSection {
  readonly id: SectionId;
  /** Empty where the section compares lines. */
  readonly fields: readonly ComparedField[];
  /** Empty where the section compares fields. */
  readonly lines: readonly ComparedLine[];
  /** How many fields or lines differ. */
  readonly differences: number;
}

export type SectionId =
  | 'request'
  | 'request-headers'
  | 'request-body'
  | 'response'
  | 'response-headers'
  | 'response-body'
  | 'token-header'
  | 'token-claims'
  | 'token-facts'
  | 'token-inputs'
  | 'token-introspection';

/**
 * A stage's duration on both sides, in milliseconds; null if it did not happen. Times always differ, so none is marked.
 */
export interface ComparedTiming {
  readonly stage: keyof Timings;
  readonly left: number | null;
  readonly right: number | null;
}

const STAGES: readonly (keyof Timings)[] = ['dns', 'tcp', 'tls', 'send', 'wait', 'receive', 'total'];

/** Compares requests, responses, token claims and times of two exchanges. Pure. */
export function compareExchanges(left: Exchange, right: Exchange): Comparison {
  const tokens = [tokenOf(left), tokenOf(right)] as const;
  const sections = [
    fieldSection('request', requestFacts(left.request), requestFacts(right.request)),
    fieldSection('request-headers', headersOf(left.request), headersOf(right.request)),
    bodySection('request-body', requestBody(left.request), requestBody(right.request)),
    fieldSection('response', responseFacts(left), responseFacts(right)),
    fieldSection('response-headers', left.response?.headers ?? [], right.response?.headers ?? []),
    bodySection('response-body', responseBody(left.response), responseBody(right.response)),
    fieldSection('token-header', members(tokens[0]?.header), members(tokens[1]?.header)),
    fieldSection('token-claims', members(tokens[0]?.claims), members(tokens[1]?.claims)),
  ];
  return {
    sections: sections.filter(({ fields, lines }) => fields.length > 0 || lines.length > 0),
    timings: STAGES.map((stage) => ({ stage, left: left.timings[stage], right: right.timings[stage] })),
  };
}

/** A body as named values if possible, else as text. */
type ComparableBody = { readonly fields: readonly NamedValue[] } | { readonly text: string };

function bodySection(id: SectionId, left: ComparableBody, right: ComparableBody): ComparedSection {
  if ('fields' in left && 'fields' in right) return fieldSection(id, left.fields, right.fields);
  const lines = compareLines(textOf(left), textOf(right));
  return {
    id,
    fields: [],
    lines,
    differences: lines.filter(({ difference }) => difference !== 'same').length,
  };
}

/** A section of named values. */
export function fieldSection(
  id: SectionId,
  left: readonly NamedValue[],
  right: readonly NamedValue[],
): ComparedSection {
  const fields = alignFields(left, right);
  return {
    id,
    fields,
    lines: [],
    differences: fields.filter(({ difference }) => difference !== 'same').length,
  };
}

function requestFacts({ method, url }: HttpRequest): NamedValue[] {
  if (!URL.canParse(url))
    return [
      ['Method', method],
      ['URL', url],
    ];
  return [
    ['Method', method],
    ['Server', new URL(url).origin],
    ['Target', requestTarget(url)],
  ];
}

function headersOf({ headers }: HttpRequest): NamedValue[] {
  return headers.map(({ name, value }) => [name, maskText(value)]);
}

function requestBody({ headers, body }: HttpRequest): ComparableBody {
  const text = body ? maskText(body) : '';
  if (text === '') return { fields: [] };
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type');
  const isForm = type !== undefined && /x-www-form-urlencoded/i.test(maskText(type.value));
  return isForm ? { fields: parseForm(text) } : jsonBody(text);
}

function responseFacts({ response, failure }: Exchange): NamedValue[] {
  return [
    ...(response
      ? ([
          ['Status', `${response.status} ${response.statusText}`.trim()],
          ['HTTP version', response.httpVersion],
        ] satisfies NamedValue[])
      : []),
    ...(failure ? ([['Failure', `${failure.code}: ${failure.message}`]] satisfies NamedValue[]) : []),
  ];
}

function responseBody(response: HttpResponse | null): ComparableBody {
  if (!response || response.body.text === '') return { fields: [] };
  return mediaType(response.headers) === 'text/html'
    ? { text: response.body.text }
    : jsonBody(response.body.text);
}

/** The members of a JSON object, in order; other bodies as text. */
function jsonBody(text: string): ComparableBody {
  const object = parseJsonObject(text);
  return object ? { fields: leavesOf(object) } : { text };
}

function tokenOf(exchange: Exchange): ReturnType<typeof decodeJwt> {
  if (exchange.purpose !== 'token') return null;
  const outcome = readTokenOutcome(exchange);
  return outcome.kind === 'token' ? decodeJwt(outcome.accessToken) : null;
}

/** The members of a JSON object as named values; none for other values. */
export function members(value: Readonly<Record<string, unknown>> | undefined): NamedValue[] {
  return Object.entries(value ?? {}).map(([name, member]) => [
    name,
    typeof member === 'string' ? member : JSON.stringify(member),
  ]);
}

/** More are compared as text: nobody reads them side by side. */
const MAX_LEAVES = 2_000;

/** Every value of a JSON object by path, such as `items[0].id`; lists of scalars stay whole. */
function leavesOf(value: Readonly<Record<string, unknown>>): readonly NamedValue[] {
  const leaves: NamedValue[] = [];
  const visit = (path: string, member: unknown): void => {
    if (leaves.length > MAX_LEAVES) return;
    if (Array.isArray(member) && member.some((item) => typeof item === 'object' && item !== null)) {
      for (const [index, item] of member.entries()) visit(`${path}[${index}]`, item);
    } else if (isJsonObject(member) && Object.keys(member).length > 0) {
      for (const [name, child] of Object.entries(member)) visit(`${path}.${name}`, child);
    } else {
      leaves.push([path, typeof member === 'string' ? member : JSON.stringify(member)]);
    }
  };
  for (const [name, member] of Object.entries(value)) visit(name, member);
  return leaves.length > MAX_LEAVES ? members(value) : leaves;
}

function textOf(body: ComparableBody): string {
  return 'text' in body ? body.text : body.fields.map(([name, value]) => `${name}: ${value}`).join('\n');
}
