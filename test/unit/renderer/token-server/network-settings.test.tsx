import { expect, test, vi } from 'vitest';
import { NetworkSettings } from '../../../../renderer/features/token-server/settings/network-settings.tsx';
import { button, perform, render, type } from '../render.tsx';

async function fill(names: string, host: string) {
  const onApply = vi.fn();
  const { container } = await render(<NetworkSettings network={null} running onApply={onApply} />);
  const [namesField, hostField] = container.querySelectorAll('input');
  if (!namesField || !hostField) throw new Error('There are no fields');
  await type(namesField, names);
  await type(hostField, host);
  return { container, onApply, apply: button('Apply and restart') };
}

test('applies names and an address', async () => {
  const { apply, onApply } = await fill('host.docker.internal, 192.168.1.20', '0.0.0.0');
  await perform(() => apply.click());
  expect(onApply).toHaveBeenCalledExactlyOnceWith({
    host: '0.0.0.0',
    names: ['host.docker.internal', '192.168.1.20'],
  });
});

test.each([
  ['a URL as a name', 'https://api.example', '', '“https://api.example” is not a host name or IP address.'],
  ['a port in a name', 'ok.example api.example:8443', '', '“api.example:8443” is not a host name'],
  ['a name as the address', 'api.example', 'eth0', 'Enter an IP address.'],
  ['an address without a name', '', '0.0.0.0', 'Enter a name that clients use.'],
])('%s cannot be applied', async (_name, names, host, words) => {
  const { apply, container } = await fill(names, host);
  expect(container.textContent).toContain(words);
  expect(apply.disabled).toBe(true);
});
