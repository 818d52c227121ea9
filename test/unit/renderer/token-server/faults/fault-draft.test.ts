import { describe, expect, test } from 'vitest';
import {
  chooseEffect,
  type FaultDraft,
  INITIAL_DRAFT,
  readDraft,
} from '../../../../../renderer/features/token-server/faults/fault-draft.ts';
import { FAULT_EFFECTS } from '../../../../../renderer/features/token-server/faults/fault-effects.ts';
import { FAULT_PRESETS } from '../../../../../renderer/features/token-server/faults/fault-presets.ts';
import {
  AnswerEffectSchema,
  CertificateProblemSchema,
  ConnectionEffectSchema,
  FaultSchema,
  TokenDeviationSchema,
} from '../../../../../shared/token-server/faults.ts';

const EFFECTS = FAULT_EFFECTS.flatMap(({ effects }) => effects);

const draft = (change: Partial<FaultDraft> = {}): FaultDraft => ({ ...INITIAL_DRAFT, ...change });
const withValues = (effect: string, values: Partial<FaultDraft['values']>) =>
  draft({ effect, values: { ...INITIAL_DRAFT.values, ...values } });

function faultOf(some: FaultDraft) {
  const read = readDraft(some, 'f');
  if (!('fault' in read)) throw new Error(JSON.stringify(read.problems));
  return read.fault;
}

describe('the form of faults', () => {
  test.each(EFFECTS.map(({ key }) => key))('offers %s as the server takes it, wherever it can act', (key) => {
    const effect = EFFECTS.find((each) => each.key === key);
    for (const endpoint of effect?.acts === 'answer' ? effect.endpoints : (['any'] as const)) {
      const fault = faultOf({ ...chooseEffect(INITIAL_DRAFT, key), endpoint });
      expect(FaultSchema.parse(fault)).toEqual(fault);
    }
  });

  test('offers all that the server can do wrong', () => {
    const offered = EFFECTS.map(({ key }) => faultOf(chooseEffect(INITIAL_DRAFT, key)).effect);
    const kinds = [...AnswerEffectSchema.options, ...ConnectionEffectSchema.options].map(
      ({ shape }) => shape.kind.value,
    );
    expect(new Set(offered.map(({ kind }) => kind))).toEqual(new Set(kinds));
    for (const deviation of TokenDeviationSchema.options) {
      expect(offered).toContainEqual({ kind: 'token', deviation });
    }
    for (const problem of CertificateProblemSchema.options) {
      expect(offered).toContainEqual({ kind: 'certificate', problem });
    }
  });

  test.each([
    [withValues('status-503', { retryAfter: '' }), { kind: 'status', status: 503 }],
    [withValues('status-429', { retryAfter: ' 7 ' }), { kind: 'status', status: 429, retryAfter: 7 }],
    [withValues('delay', { milliseconds: '1500' }), { kind: 'delay', milliseconds: 1500 }],
    [withValues('clock-skew', { seconds: '-90' }), { kind: 'clock-skew', seconds: -90 }],
    [
      withValues('set-member', { member: 'expires_in', value: '{"a":[1]}' }),
      { kind: 'set-member', member: 'expires_in', value: { a: [1] } },
    ],
  ])('reads what is typed (%#)', (some, effect) => {
    expect(faultOf(some).effect).toEqual(effect);
  });

  test.each([
    [draft({ mode: 'always' }), { mode: 'always' }],
    [draft({ mode: 'next', count: '3' }), { mode: 'next', count: 3 }],
    [draft({ mode: 'chance', chance: '25', seed: '42' }), { mode: 'chance', probability: 0.25, seed: 42 }],
  ])('reads how often (%#)', (some, occurrence) => {
    expect(faultOf(some).occurrence).toEqual(occurrence);
  });

  test.each([
    [withValues('delay', { milliseconds: '0' }), { milliseconds: 'From 1 to 86400000.' }],
    [withValues('delay', { milliseconds: '1.5' }), { milliseconds: 'Enter a whole number.' }],
    [withValues('html', { status: '100' }), { status: 'From 200 to 599.' }],
    [
      withValues('content-type', { contentType: 'text/ü' }),
      { contentType: 'Enter printable ASCII, for example text/plain.' },
    ],
    [
      withValues('set-member', { member: '', value: 'soon' }),
      {
        member: 'Enter a name of at most 200 characters, for example expires_in.',
        value: 'Enter JSON. Strings need double quotes.',
      },
    ],
    [
      draft({ mode: 'chance', chance: '101', seed: '-1' }),
      { chance: 'From 0 to 100.', seed: 'From 0 to 4294967295.' },
    ],
  ])('says beside the field what is wrong with it (%#)', (some, problems) => {
    expect(readDraft(some, 'f')).toEqual({ problems });
  });

  test('keeps the last effect’s endpoint if the next one supports it', () => {
    const api = draft({ endpoint: 'api' });
    expect(chooseEffect(api, 'delay').endpoint).toBe('api');
    expect(chooseEffect(api, 'expired').endpoint).toBe('token');
  });
});

describe('presets', () => {
  test('are valid faults, each with its own ID', () => {
    for (const { fault } of FAULT_PRESETS) expect(FaultSchema.parse(fault)).toEqual(fault);
    expect(new Set(FAULT_PRESETS.map(({ fault }) => fault.id)).size).toBe(FAULT_PRESETS.length);
  });
});
