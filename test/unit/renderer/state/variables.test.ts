import { expect, test } from 'vitest';
import {
  addEnvironment,
  addVariable,
  makeVariablePlain,
  makeVariableSecret,
  openVariables,
  removeEnvironment,
  removeVariable,
  renameVariable,
  setVariableValue,
  switchEnvironment,
} from '../../../../renderer/state/actions/variables.ts';
import { hasSecretNamed, selectVariables } from '../../../../renderer/state/selectors/variables.ts';
import { selectWorkspace } from '../../../../renderer/state/selectors/workspaces.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import { err } from '../../../../shared/result.ts';
import { someVariables } from '../../shared/variables/some-variables.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { savedWorkspace, type workspace } from '../workspace.ts';

type Change = NonNullable<Parameters<typeof workspace>[0]>;

/** Two variables in two environments, and `api_key`, which is secret. */
function useVariables(change: Change = {}, handlers: Parameters<typeof useFakeBridge>[0] = {}) {
  const bridge = useFakeBridge(handlers);
  const variables = someVariables(
    { host: { dev: 'dev.example', staging: 'staging.example' }, base: 'https://{{host}}' },
    ['api_key'],
  );
  update({
    workspaces: { list: [savedWorkspace({ variables, ...change })] },
    secrets: { stored: new Set(['w1/variable:dev:id-api_key']) },
  });
  return bridge;
}

const current = () => selectWorkspace(store.getState());
const variables = () => selectVariables(store.getState());

test('renaming a variable renames all references, and nothing else', () => {
  useVariables({
    server: { issuer: '', tokenEndpoint: 'https://{{host}}/token' },
    request: { scopes: [], parameters: [], headers: [], rawBody: '\\{{host}} {{hosts}} {{host}}' },
  });
  renameVariable('id-host', 'server');
  expect(current().server.tokenEndpoint).toBe('https://{{server}}/token');
  expect(current().request.rawBody).toBe('\\{{host}} {{hosts}} {{server}}');
  expect(variables().items.map(({ name, values }) => [name, values])).toEqual([
    ['server', { dev: 'dev.example', staging: 'staging.example' }],
    ['base', { dev: 'https://{{server}}' }],
    ['api_key', {}],
  ]);
});

test('making it secret moves its values to the main process', async () => {
  const bridge = useVariables();
  await makeVariableSecret('id-host');
  expect(bridge.inputs('secret.set').map(({ name, secret }) => [name, secret])).toEqual([
    ['variable:dev:id-host', 'dev.example'],
    ['variable:staging:id-host', 'staging.example'],
  ]);
  expect(variables().items[0]).toMatchObject({ secret: true, values: {} });
  expect(hasSecretNamed('host', current(), store.getState().secrets.stored)).toBe(true);
});

test('a value that could not be stored stays in the workspace', async () => {
  useVariables({}, { 'secret.set': () => err(appError('storage.secret-unavailable', 'Locked.')) });
  await makeVariableSecret('id-host');
  expect(variables().items[0]).toMatchObject({ secret: false, values: { dev: 'dev.example' } });
});

test('making it plain deletes its secret values', async () => {
  const bridge = useVariables();
  await makeVariablePlain('id-api_key');
  expect(bridge.inputs('secret.clear')).toEqual([{ workspaceId: 'w1', name: 'variable:dev:id-api_key' }]);
  expect(variables().items[2]).toMatchObject({ secret: false, values: {} });
});

test('deleting an environment deletes its values, and selects another one', () => {
  useVariables();
  removeEnvironment('dev');
  expect(variables()).toMatchObject({
    environments: [{ name: 'staging' }],
    activeEnvironmentId: 'staging',
    items: [{ values: { staging: 'staging.example' } }, { values: {} }, {}],
  });
  removeEnvironment('staging');
  expect(variables().environments).toHaveLength(1);
});

test('an emptied value is none', () => {
  useVariables();
  setVariableValue('id-host', 'dev', '');
  expect(variables().items[0]?.values).toEqual({ staging: 'staging.example' });
});

test('the first variable, and the first environment beside it', async () => {
  useFakeBridge();
  addVariable('host');
  addEnvironment();
  addEnvironment();
  const [first, second] = variables().environments;
  expect(variables().environments.map(({ name }) => name)).toEqual([
    'default',
    'environment 2',
    'environment 3',
  ]);
  await switchEnvironment(second?.id ?? '');
  expect(variables().activeEnvironmentId).toBe(second?.id);
  removeVariable(variables().items[0]?.id ?? '');
  expect(variables().items).toEqual([]);
  expect(first?.id).toBe('default');
});

test('a variable that is missed is added by going to it', () => {
  useVariables();
  openVariables('tenant');
  openVariables('host');
  expect(variables().items.map(({ name }) => name)).toEqual(['host', 'base', 'api_key', 'tenant']);
  expect(store.getState().navigation.variablesDialog).toEqual({ open: true, name: 'host' });
});
