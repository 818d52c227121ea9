import { Menu, type MenuItemConstructorOptions } from 'electron';
import { type CommandId, commandOf } from '../shared/model/commands.ts';

type SendCommand = (command: CommandId) => void;

/** The application menu. Credence's own items send a command to the page; the others are system roles. */
export function installMenu(send: SendCommand): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(send, process.platform)));
}

export function menuTemplate(send: SendCommand, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const command = (id: CommandId): MenuItemConstructorOptions => {
    const { label, keys } = commandOf(id);
    return {
      label,
      click: () => send(id),
      // The page handles Escape, which also closes popovers.
      ...(keys === undefined || keys === 'Esc' ? {} : { accelerator: keys }),
    };
  };
  const commands = (...ids: CommandId[]) => ids.map(command);
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [macAppMenu(command('show-settings'))] : []),
    {
      label: '&File',
      submenu: [
        ...commands('new-workspace', 'new-client', 'new-call'),
        separator,
        ...commands('open-workspace-file', 'keep-in-file'),
        separator,
        ...commands('paste', 'export-workspace'),
        ...(isMac ? [] : [separator, command('show-settings'), separator, { role: 'quit' as const }]),
      ],
    },
    {
      label: '&Request',
      submenu: [
        ...commands('get-token', 'call-api', 'token-then-call', 'cancel'),
        separator,
        ...commands('repeat-token', 'repeat-api', 'copy-curl'),
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
        command('search'),
        separator,
        ...commands('show-flow', 'show-history', 'show-token-server'),
        separator,
        ...commands('toggle-sidebar', 'toggle-timeline', 'present'),
        separator,
        ...commands('zoom-in', 'zoom-out', 'zoom-reset'),
        { role: 'togglefullscreen' },
        separator,
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    { role: 'help', submenu: commands('run-tutorial', 'show-shortcuts', 'copy-diagnostics') },
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
