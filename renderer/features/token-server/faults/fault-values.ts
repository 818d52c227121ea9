import { parseJson } from '../../../../shared/json/parse-json.ts';
import type { AnswerEffect } from '../../../../shared/token-server/faults.ts';
import { type Reading, readInteger } from '../../../ui/read-integer.ts';

type Json = Extract<AnswerEffect, { kind: 'set-member' }>['value'];

/** What the effects of faults ask for. */
export interface FaultValues {
  readonly milliseconds: number;
  readonly bytes: number;
  readonly interval: number;
  /** Seconds; null for none. */
  readonly retryAfter: number | null;
  readonly status: number;
  readonly contentType: string;
  readonly member: string;
  readonly value: Json;
  readonly seconds: number;
}
export type ValueName = keyof FaultValues;
/** As they are typed. */
export type ValueTexts = Readonly<Record<ValueName, string>>;

export interface ValueField<T> {
  readonly label: string;
  readonly initial: string;
  /** Numbers get a short field. */
  readonly short: boolean;
  readonly read: (text: string) => Reading<T>;
}

/** A day, which is what the server allows (shared/token-server/faults.ts). */
const MAX_MS = 86_400_000;

export const VALUE_FIELDS: { readonly [N in ValueName]: ValueField<FaultValues[N]> } = {
  milliseconds: integer('Delay (ms)', '3000', 1, MAX_MS),
  bytes: integer('Bytes at a time', '16', 1, 64 * 1024),
  interval: integer('Every (ms)', '500', 1, MAX_MS),
  retryAfter: {
    label: 'Retry-After (s)',
    initial: '',
    short: true,
    read: (text) => (text.trim() === '' ? { ok: true, value: null } : readInteger(text, 0, MAX_MS)),
  },
  status: integer('Status', '200', 200, 599),
  contentType: {
    label: 'Content-Type',
    initial: 'text/plain',
    short: false,
    read: (text) =>
      /^[\x20-\x7e]{1,1000}$/.test(text) && text.trim() !== ''
        ? { ok: true, value: text }
        : { ok: false, problem: 'Enter printable ASCII, for example text/plain.' },
  },
  member: {
    label: 'Member',
    initial: 'expires_in',
    short: false,
    read: (text) =>
      text !== '' && text.length <= 200
        ? { ok: true, value: text }
        : { ok: false, problem: 'Enter a name of at most 200 characters, for example expires_in.' },
  },
  value: { label: 'Value (JSON)', initial: '"soon"', short: false, read: readJson },
  seconds: integer('Ahead by (s)', '600', -MAX_MS, MAX_MS),
};

const VALUE_NAMES = Object.keys(VALUE_FIELDS) as readonly ValueName[];

export const INITIAL_TEXTS = Object.fromEntries(
  VALUE_NAMES.map((name) => [name, VALUE_FIELDS[name].initial]),
) as ValueTexts;

function integer(label: string, initial: string, min: number, max: number): ValueField<number> {
  return { label, initial, short: true, read: (text) => readInteger(text, min, max) };
}

function readJson(text: string): Reading<Json> {
  const value = parseJson(text);
  return value === undefined
    ? { ok: false, problem: 'Enter JSON. Strings need double quotes.' }
    : { ok: true, value: value as Json };
}
