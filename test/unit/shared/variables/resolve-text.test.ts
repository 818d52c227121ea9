import { describe, expect, it } from 'vitest';
import { type ReferenceProblem, TextResolver } from '../../../../shared/variables/resolve-text.ts';
import { markSecret } from '../../../../shared/variables/secret-marks.ts';
import { someVariables } from './some-variables.ts';

const VARIABLES = someVariables(
  {
    host: { dev: 'dev.example', staging: 'staging.example' },
    base: 'https://{{host}}/{{realm}}',
    realm: 'a',
    empty: '',
    only_staging: { staging: 'x' },
    self: '{{self}}',
    one: '{{two}}',
    two: '{{three}}',
    three: '-{{one}}-',
    literal: '\\{{host}}',
    broken: 'x{{nowhere}}',
    header: 'Key {{api_key}}',
  },
  ['api_key'],
);

function resolve(text: string) {
  return new TextResolver(VARIABLES).resolve(text);
}

describe('resolving a text', () => {
  it.each([
    ['plain text', 'read', 'read'],
    ['a value', 'https://{{host}}/token', 'https://dev.example/token'],
    ['a value with references', '{{base}}/token', 'https://dev.example/a/token'],
    ['one value twice', '{{realm}}{{realm}}', 'aa'],
    ['an escaped one', '\\{{host}}', '{{host}}'],
    ['an escaped one within a value', '{{literal}}', '{{host}}'],
    ['a secret, marked', 'a{{api_key}}', `a${markSecret('api_key')}`],
    ['a secret within a value', '{{header}}', `Key ${markSecret('api_key')}`],
    ['the client’s own secret', '{{client_secret}}', markSecret('client_secret')],
  ])('%s', (_, text, resolved) => {
    expect(resolve(text)).toEqual({ text: resolved, problems: [] });
  });

  it('uses the active environment’s values', () => {
    const staging = { ...VARIABLES, activeEnvironmentId: 'staging' };
    expect(new TextResolver(staging).resolve('{{host}}').text).toBe('staging.example');
  });

  it.each<[string, string, ReferenceProblem[]]>([
    ['an unknown name', 'a{{nowhere}}', [{ kind: 'unknown', name: 'nowhere' }]],
    ['an unknown name within a value', '{{broken}}', [{ kind: 'unknown', name: 'nowhere' }]],
    ['an empty value', '{{empty}}', [{ kind: 'empty', name: 'empty' }]],
    ['no value in this environment', '{{only_staging}}', [{ kind: 'empty', name: 'only_staging' }]],
    ['itself', '{{self}}', [{ kind: 'cycle', name: 'self', path: ['self', 'self'] }]],
    [
      'a ring, entered at its middle',
      '{{two}}',
      [{ kind: 'cycle', name: 'two', path: ['two', 'three', 'one', 'two'] }],
    ],
  ])('tells of %s, and leaves the text as it was typed', (_, text, problems) => {
    expect(resolve(text)).toEqual({ text, problems });
  });

  it('one without a value does not affect the others', () => {
    expect(resolve('{{nowhere}}{{realm}}').text).toBe('{{nowhere}}a');
  });

  it('values that grow without bounds are stopped', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`v${index}`, `{{v${index + 1}}}{{v${index + 1}}}`]),
    );
    const bomb = someVariables({ ...steps, v60: 'x' });
    const { problems } = new TextResolver(bomb).resolve('{{v0}}');
    expect(problems.map(({ kind }) => kind)).toContain('too-long');
  });
});
