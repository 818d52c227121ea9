import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/ipc/events.ts';

type SendCommand = (command: MenuCommand) => void;

/** The application menu. What is Credence's own goes to the page as a command; the rest are the system's roles. */
export function installMenu(send: SendCommand): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(send, process.platform)));
}

function menuTemplate(send: SendCommand, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = command('Settings…', 'show-settings', 'CmdOrCtrl+,');
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [macAppMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        command('New Workspace', 'new-workspace', 'CmdOrCtrl+N'),
        command('Paste curl or Import…', 'import', 'CmdOrCtrl+Shift+V'),
        ...(isMac ? [] : [separator, settings, separator, { role: 'quit' as const }]),
      ],
    },
    {
      label: '&Request',
      submenu: [
        command('Run', 'run', 'CmdOrCtrl+Enter'),
        // Escape belongs to the page: it also closes what is open there.
        command('Cancel', 'cancel'),
      ],
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
        command('Flow', 'show-flow', 'CmdOrCtrl+1'),
        command('History', 'show-history', 'CmdOrCtrl+2'),
        command('Token Server', 'show-token-server', 'CmdOrCtrl+3'),
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
