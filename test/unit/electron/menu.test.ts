import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { COMMAND_IDS, type CommandId, commandOf } from '../../../shared/model/commands.ts';

vi.mock('electron', () => ({ Menu: {} }));
const { menuTemplate } = await import('../../../electron/menu.ts');

function itemsOf(platform: NodeJS.Platform, send: (command: CommandId) => void = () => {}) {
  return menuTemplate(send, platform).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
}

test.each(['linux', 'darwin'] as const)(
  'on %s each item sends the command whose name and keys it has',
  (platform) => {
    let sent: CommandId | null = null;
    const items = itemsOf(platform, (command) => {
      sent = command;
    });
    const own = items.filter(({ click }) => click !== undefined);
    expect(own.length).toBeGreaterThan(15);
    for (const item of own) {
      press(item);
      const command = COMMAND_IDS.find((id) => id === sent);
      expect(command && commandOf(command).label).toBe(item.label);
      if (item.accelerator !== undefined) expect(command && commandOf(command).keys).toBe(item.accelerator);
    }
  },
);

test('leaves Escape to the page, where it also closes popovers', () => {
  expect(itemsOf('linux').map(({ accelerator }) => accelerator)).not.toContain('Esc');
});

/** Electron passes the item, the window and the event; ours needs none of them. */
function press({ click }: MenuItemConstructorOptions): void {
  (click as unknown as () => void)();
}
