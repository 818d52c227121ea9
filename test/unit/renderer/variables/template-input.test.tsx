import { expect, test } from 'vitest';
import { TemplateInput } from '../../../../renderer/features/variables/template-input.tsx';
import { UnresolvedNotice } from '../../../../renderer/features/variables/unresolved-notice.tsx';
import { store, update } from '../../../../renderer/state/store.ts';
import { someVariables } from '../../shared/variables/some-variables.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { button, perform, render } from '../render.tsx';
import { savedWorkspace, type workspace } from '../workspace.ts';

const VARIABLES = someVariables({ host: 'dev.example', empty: '' }, ['key']);

function useVariables(change: Parameters<typeof workspace>[0] = {}): void {
  useFakeBridge();
  update({ workspaces: { list: [savedWorkspace({ variables: VARIABLES, ...change })] } });
}

function input(): HTMLInputElement {
  const found = document.querySelector('input');
  if (!found) throw new Error('There is no field');
  return found;
}

test.each([
  ['https://id.example', null],
  ['https://{{host}}/', 'Becomes https://dev.example/'],
  ['\\{{host}}', 'Becomes {{host}}'],
  ['{{key}}', 'Becomes ••••••••'],
])('%s is described as %s', async (value, description) => {
  useVariables();
  update({ secrets: { stored: new Set(['w1/variable:dev:id-key']) } });
  await render(<TemplateInput aria-label="Field" value={value} readOnly />);
  expect(input().getAttribute('aria-description')).toBe(description);
  expect(input().getAttribute('aria-invalid')).not.toBe('true');
});

test.each([
  ['{{nowhere}}', undefined, 'There is no variable {{nowhere}}.'],
  ['{{empty}}', undefined, '{{empty}} has no value in environment dev.'],
  ['{{key}}', undefined, '{{key}} has no value in environment dev.'],
  ['{{key}}', 'not-in-address', '{{key}} is a secret, and an address is logged'],
  ['{{key}}', 'not-here', '{{key}} is a secret, and this is shown in many places.'],
] as const)('%s (%s): %s', async (value, secrets, problem) => {
  useVariables();
  const { container } = await render(
    <TemplateInput aria-label="Field" value={value} {...(secrets ? { secrets } : {})} readOnly />,
  );
  expect(container.textContent).toContain(problem);
  expect(input().getAttribute('aria-invalid')).toBe('true');
});

test('lists missing values with their fields, and a button opens them', async () => {
  useVariables({ server: { issuer: '', tokenEndpoint: 'https://{{tenant}}/token' } });
  const { container } = await render(<UnresolvedNotice kind="token" />);
  expect(container.textContent).toContain('There is no variable {{tenant}}. Token endpoint');
  await perform(() => button('Add tenant').click());
  expect(store.getState().navigation.variablesDialog).toEqual({ open: true, name: 'tenant' });
  expect(container.textContent).toContain('{{tenant}} has no value in environment dev.');
});
