import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/model/menu-shortcuts.ts';
import { MENU_SHORTCUTS } from '../shared/model/menu-shortcuts.ts';

/** Cancel has none: Escape belongs to the page, where it also closes what is open. */
const SHORTCUTS: Partial<Record<MenuCommand, string>> = MENU_SHORTCUTS;

type SendCommand = (command: MenuCommand) => void;

/** The application menu. What is Credence's own goes to the page as a command; the rest are the system's roles. */
export function installMenu(send: SendCommand): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(send, process.platform)));
}

function menuTemplate(send: SendCommand, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand): MenuItemConstructorOptions => {
    const accelerator = SHORTCUTS[name];
    return { label, click: () => send(name), ...(accelerator === undefined ? {} : { accelerator }) };
  };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = command('Settings…', 'show-settings');
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [macAppMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        command('New Workspace', 'new-workspace'),
        command('Paste curl or Import…', 'import'),
        ...(isMac ? [] : [separator, settings, separator, { role: 'quit' as const }]),
      ],
    },
    {
      label: '&Request',
      submenu: [command('Run', 'run'), command('Cancel', 'cancel')],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        separator,
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        command('Flow', 'show-flow'),
        command('History', 'show-history'),
        command('Token Server', 'show-token-server'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        separator,
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    { role: 'help', submenu: [command('Run the Tutorial', 'run-tutorial')] },
  ];
}

function macAppMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
