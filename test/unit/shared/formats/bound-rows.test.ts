import { describe, expect, it } from 'vitest';
import { boundRows } from '../../../../shared/formats/bound-rows.ts';
import type { FormFill } from '../../../../shared/model/form-fill.ts';
import { aField, aWorkspace } from '../fixtures.ts';

function aFill(parameters: number, headers: number): FormFill {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => aField(`n${index}`, 'v'));
  return {
    workspace: aWorkspace({ request: { parameters: rows(parameters), headers: rows(headers) } }),
    secret: null,
    target: 'token',
    token: null,
    notUnderstood: ['Something else.'],
  };
}

describe('what is imported into the form', () => {
  it('stays whole while a form can show it', () => {
    expect(boundRows(aFill(100, 100))).toEqual(aFill(100, 100));
  });

  it('drops rows beyond the limit, and reports it', () => {
    const { workspace, notUnderstood } = boundRows(aFill(101, 20_000));
    expect(workspace.request.parameters).toEqual(aFill(100, 0).workspace.request.parameters);
    expect(workspace.request.headers).toHaveLength(100);
    expect(notUnderstood).toEqual([
      'Of 101 parameters the first 100 are taken over.',
      'Of 20,000 header fields the first 100 are taken over.',
      'Something else.',
    ]);
  });
});
