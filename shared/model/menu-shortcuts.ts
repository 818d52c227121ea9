/** What the application menu asks of the page. */
export type MenuCommand =
  | 'run'
  | 'cancel'
  | 'import'
  | 'new-workspace'
  | 'show-flow'
  | 'show-history'
  | 'show-token-server'
  | 'show-settings'
  | 'run-tutorial';

/** The keys of the application menu, as Electron names them (`CmdOrCtrl` is Cmd on a Mac, else Ctrl). */
export const MENU_SHORTCUTS = {
  'new-workspace': 'CmdOrCtrl+N',
  import: 'CmdOrCtrl+Shift+V',
  'show-settings': 'CmdOrCtrl+,',
  run: 'CmdOrCtrl+Enter',
  'show-flow': 'CmdOrCtrl+1',
  'show-history': 'CmdOrCtrl+2',
  'show-token-server': 'CmdOrCtrl+3',
} as const satisfies Partial<Record<MenuCommand, string>>;

/** The keys as they are written on this system's keyboard, one by one: `Ctrl`, `Shift`, `V`. */
export function namesOfKeys(shortcut: string, isMac: boolean): string[] {
  return shortcut.split('+').map((key) => {
    if (key === 'CmdOrCtrl') return isMac ? '⌘' : 'Ctrl';
    return key === 'Shift' && isMac ? '⇧' : key;
  });
}
