import { expect, it } from 'vitest';
import { resolveWorkspace } from '../../../../shared/variables/resolve-workspace.ts';
import { withValuesInForce } from '../../../../shared/variables/values-in-force.ts';
import { aWorkspace } from '../fixtures.ts';
import { someVariables } from './some-variables.ts';

it('a history entry keeps only the values of the environment it was made with', () => {
  const variables = someVariables({ host: { dev: 'a', staging: 'b' }, other: 'c' }, ['key'], 'staging');
  const workspace = aWorkspace({ tokenEndpoint: 'https://{{host}}/', variables });
  const cut = withValuesInForce(workspace);
  expect(resolveWorkspace(cut).workspace.server).toEqual(resolveWorkspace(workspace).workspace.server);
  expect(cut.variables).toMatchObject({
    environments: [{ id: 'staging' }],
    items: [{ values: { staging: 'b' } }, { values: {} }, { secret: true, values: {} }],
  });
  expect(withValuesInForce(aWorkspace())).toEqual(aWorkspace());
});
