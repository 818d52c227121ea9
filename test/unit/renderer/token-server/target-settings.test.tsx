import { expect, test, vi } from 'vitest';
import { StandInSettings } from '../../../../renderer/features/token-server/settings/stand-in-settings.tsx';
import { TargetSettings } from '../../../../renderer/features/token-server/settings/target-settings.tsx';
import { button, perform, render, type } from '../render.tsx';

function field<E extends HTMLElement>(container: HTMLElement, label: string): E {
  const named = [...container.querySelectorAll('label')].find((each) => each.textContent === label);
  const found = named && document.getElementById(named.htmlFor);
  if (!found) throw new Error(`There is no field ${label}`);
  return found as E;
}

test('a target is one line, and is taken up when the field loses focus', async () => {
  const onChange = vi.fn();
  const { container } = await render(
    <TargetSettings targets={{ audiences: ['orders'] }} onChange={onChange} />,
  );
  const resources = field<HTMLTextAreaElement>(container, 'Resources');
  await type(resources, 'https://a.example\n\n https://b.example \nhttps://a.example');
  expect(onChange).not.toHaveBeenCalled();
  await perform(() => resources.blur());
  expect(onChange).toHaveBeenCalledExactlyOnceWith({
    audiences: ['orders'],
    resources: ['https://a.example', 'https://b.example'],
  });
});

test('an empty field accepts any target', async () => {
  const onChange = vi.fn();
  const { container } = await render(
    <TargetSettings targets={{ audiences: ['orders'], detailTypes: ['payment'] }} onChange={onChange} />,
  );
  const audiences = field<HTMLTextAreaElement>(container, 'Audiences');
  await type(audiences, '');
  await perform(() => audiences.blur());
  expect(onChange).toHaveBeenCalledExactlyOnceWith({ detailTypes: ['payment'] });
});

test('leaving a field unchanged saves nothing', async () => {
  const onChange = vi.fn();
  const { container } = await render(
    <TargetSettings targets={{ audiences: ['orders'] }} onChange={onChange} />,
  );
  const audiences = field<HTMLTextAreaElement>(container, 'Audiences');
  await type(audiences, 'orders\n');
  await perform(() => audiences.blur());
  expect(onChange).not.toHaveBeenCalled();
});

test('a path that differs from the preset is applied, and an invalid one is explained', async () => {
  const onApply = vi.fn();
  const { container } = await render(
    <StandInSettings standIn={{ preset: 'keycloak' }} running={true} onApply={onApply} />,
  );
  await perform(() => button('Endpoint pathsfrom the preset').click());
  const path = field<HTMLInputElement>(container, 'Token path');
  expect(path.placeholder).toBe('/realms/demo/protocol/openid-connect/token');
  await type(path, 'my/token');
  expect(container.textContent).toContain('Enter a path that begins with /');
  expect(container.textContent).not.toContain('Apply and restart');
  await type(path, '/my/token');
  await perform(() => button('Apply and restart').click());
  expect(onApply).toHaveBeenCalledExactlyOnceWith({ preset: 'keycloak', paths: { token: '/my/token' } });
});
