import type { Fault, FaultEndpoint, FaultOccurrence } from '../../../../shared/token-server/faults.ts';
import { type Reading, readInteger } from '../../../ui/read-integer.ts';
import { findFaultEffect } from './fault-effects.ts';
import {
  type FaultValues,
  INITIAL_TEXTS,
  VALUE_FIELDS,
  type ValueName,
  type ValueTexts,
} from './fault-values.ts';

/** A fault as it stands in the form, typed and perhaps wrong yet. */
export interface FaultDraft {
  readonly effect: string;
  readonly endpoint: FaultEndpoint;
  readonly values: ValueTexts;
  readonly mode: FaultOccurrence['mode'];
  readonly count: string;
  /** Percent. */
  readonly chance: string;
  readonly seed: string;
}

export const INITIAL_DRAFT: FaultDraft = {
  effect: 'status-503',
  endpoint: 'token',
  values: { ...INITIAL_TEXTS, retryAfter: '5' },
  mode: 'next',
  count: '1',
  chance: '50',
  seed: '1',
};

export type OccurrenceField = 'count' | 'chance' | 'seed';
export type FaultProblems = Readonly<Partial<Record<ValueName | OccurrenceField, string>>>;

/** The fault that a draft describes, or what stands in its way, by field. */
export function readDraft(
  draft: FaultDraft,
  id: string,
): { readonly fault: Fault } | { readonly problems: FaultProblems } {
  const effect = findFaultEffect(draft.effect);
  const values: Partial<Record<ValueName, unknown>> = {};
  const problems: Partial<Record<ValueName | OccurrenceField, string>> = {};
  for (const name of effect.values) {
    const reading: Reading<unknown> = VALUE_FIELDS[name].read(draft.values[name]);
    if (reading.ok) values[name] = reading.value;
    else problems[name] = reading.problem;
  }
  const take = (name: OccurrenceField, min: number, max: number) => {
    const reading = readInteger(draft[name], min, max);
    if (reading.ok) return reading.value;
    problems[name] = reading.problem;
    return min;
  };
  const occurrence = readOccurrence(draft.mode, take);
  if (Object.keys(problems).length > 0) return { problems };
  if (effect.acts === 'connection') {
    return { fault: { id, occurrence, endpoint: 'any', effect: effect.build() } };
  }
  // Of what the effect builds with, everything has been read.
  return { fault: { id, occurrence, endpoint: draft.endpoint, effect: effect.build(values as FaultValues) } };
}

function readOccurrence(
  mode: FaultOccurrence['mode'],
  take: (name: OccurrenceField, min: number, max: number) => number,
): FaultOccurrence {
  switch (mode) {
    case 'always':
      return { mode };
    case 'next':
      return { mode, count: take('count', 1, 1_000_000) };
    case 'chance':
      return { mode, probability: take('chance', 0, 100) / 100, seed: take('seed', 0, 0xffff_ffff) };
  }
}

/** Another effect; the endpoint stays where that effect can act on it. */
export function chooseEffect(draft: FaultDraft, key: string): FaultDraft {
  const effect = findFaultEffect(key);
  if (effect.acts === 'connection' || effect.endpoints.includes(draft.endpoint))
    return { ...draft, effect: key };
  return { ...draft, effect: key, endpoint: effect.endpoints[0] ?? 'any' };
}
