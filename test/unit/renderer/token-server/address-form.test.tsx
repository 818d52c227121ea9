import { describe, expect, test, vi } from 'vitest';
import { AddressForm } from '../../../../renderer/features/token-server/overview/address-form.tsx';
import type { TokenServerSettings } from '../../../../shared/ipc/inputs.ts';
import { button, perform, render, type } from '../render.tsx';

const settings: TokenServerSettings = { scheme: 'https', port: 8443 };

function portField(container: HTMLElement): HTMLInputElement {
  const field = container.querySelector<HTMLInputElement>('input[inputmode="numeric"]');
  if (!field) throw new Error('There is no port field');
  return field;
}

describe('the address while the server is down', () => {
  test('applies a port when the field loses focus, not at each key', async () => {
    const onApply = vi.fn();
    const { container } = await render(<AddressForm settings={settings} running={false} onApply={onApply} />);
    await type(portField(container), '9000');
    expect(onApply).not.toHaveBeenCalled();
    await perform(() => portField(container).blur());
    expect(onApply).toHaveBeenCalledExactlyOnceWith({ scheme: 'https', port: 9000 });
  });

  test('explains an invalid port and never applies it', async () => {
    const onApply = vi.fn();
    const { container } = await render(<AddressForm settings={settings} running={false} onApply={onApply} />);
    await type(portField(container), '70000');
    await perform(() => portField(container).blur());
    expect(container.textContent).toContain('A port is between 1 and 65535.');
    expect(onApply).not.toHaveBeenCalled();
  });

  test('applies another scheme at once', async () => {
    const onApply = vi.fn();
    const { container } = await render(<AddressForm settings={settings} running={false} onApply={onApply} />);
    await perform(() => container.querySelector<HTMLInputElement>('input[value="http"]')?.click());
    expect(onApply).toHaveBeenCalledExactlyOnceWith({ scheme: 'http', port: 8443 });
  });

  test('a port that was offered elsewhere shows in the field', async () => {
    const { container, rerender } = await render(
      <AddressForm settings={settings} running={false} onApply={vi.fn()} />,
    );
    await rerender(<AddressForm settings={{ ...settings, port: 8444 }} running={false} onApply={vi.fn()} />);
    expect(portField(container).value).toBe('8444');
  });
});

describe('the address while the server runs', () => {
  test('a change that needs a restart says so, and waits for the click', async () => {
    const onApply = vi.fn();
    const { container } = await render(<AddressForm settings={settings} running onApply={onApply} />);
    await type(portField(container), '9000');
    await perform(() => portField(container).blur());
    expect(onApply).not.toHaveBeenCalled();
    expect(container.textContent).toContain('HTTPS on port 9000 needs a restart');
    await perform(() => button('Apply and restart').click());
    expect(onApply).toHaveBeenCalledExactlyOnceWith({ scheme: 'https', port: 9000 });
  });

  test('there is nothing to apply without a change', async () => {
    const { container } = await render(<AddressForm settings={settings} running onApply={vi.fn()} />);
    await type(portField(container), '8443');
    expect(container.textContent).not.toContain('restart');
  });
});
