/**
 * Every user command. The application menu, shortcuts, shortcut list and command palette all derive from this table.
 * `renderer/state/actions/commands.ts` implements them.
 */
const COMMANDS = {
  'get-token': { label: 'Get token', group: 'Run', keys: 'CmdOrCtrl+Enter' },
  'call-api': { label: 'Call API', group: 'Run', keys: 'CmdOrCtrl+Shift+Enter' },
  'token-then-call': { label: 'Token, then call', group: 'Run', keys: 'CmdOrCtrl+Alt+Enter' },
  cancel: { label: 'Cancel', group: 'Run', keys: 'Esc' },
  'repeat-token': { label: 'Repeat the token request…', group: 'Run' },
  'repeat-api': { label: 'Repeat the API call…', group: 'Run' },
  'copy-curl': { label: 'Copy the token request as curl', group: 'Run' },
  'token-code': { label: 'Show code for the token request', group: 'Run' },
  'api-code': { label: 'Show code for the API call', group: 'Run' },
  discover: { label: 'Discover the server’s metadata', group: 'Run' },

  'verify-token': { label: 'Verify the token’s signature', group: 'Token' },
  'introspect-token': { label: 'Introspect the token', group: 'Token' },
  'revoke-token': { label: 'Revoke the token', group: 'Token' },
  'copy-token': { label: 'Copy the token', group: 'Token' },
  'compare-tokens': { label: 'Compare tokens…', group: 'Token' },

  'show-flow': { label: 'Flow', group: 'Go to', keys: 'CmdOrCtrl+1' },
  'show-history': { label: 'History', group: 'Go to', keys: 'CmdOrCtrl+2' },
  'show-token-server': { label: 'Token server', group: 'Go to', keys: 'CmdOrCtrl+3' },
  'show-settings': { label: 'Settings', group: 'Go to', keys: 'CmdOrCtrl+,' },
  'open-server-step': { label: 'Step 1: Server and client', group: 'Go to', keys: 'Alt+1' },
  'open-request-step': { label: 'Step 2: Token request', group: 'Go to', keys: 'Alt+2' },
  'open-api-step': { label: 'Step 3: API call', group: 'Go to', keys: 'Alt+3' },
  'show-trust': { label: 'Trusted certificates', group: 'Go to' },
  'show-variables': { label: 'Variables', group: 'Go to' },
  'show-keys': { label: 'Keys and certificates', group: 'Go to' },
  'show-server-clients': { label: 'Clients of the token server', group: 'Go to' },
  'show-faults': { label: 'Faults', group: 'Go to' },
  'show-server-settings': { label: 'Settings of the token server', group: 'Go to' },
  'show-server-log': { label: 'Request log of the token server', group: 'Go to' },

  paste: { label: 'Paste anything', group: 'Add', keys: 'CmdOrCtrl+Shift+V' },
  'new-client': { label: 'New client', group: 'Add' },
  'new-call': { label: 'New API call', group: 'Add' },
  'new-workspace': { label: 'New workspace', group: 'Add', keys: 'CmdOrCtrl+N' },
  'open-workspace-file': { label: 'Open workspace file…', group: 'Add', keys: 'CmdOrCtrl+O' },
  'keep-in-file': { label: 'Keep workspace in a file…', group: 'Add' },
  'export-workspace': { label: 'Export workspace…', group: 'Add' },

  'start-token-server': { label: 'Start the token server', group: 'Token server' },
  'stop-token-server': { label: 'Stop the token server', group: 'Token server' },
  'disarm-faults': { label: 'Disarm all faults', group: 'Token server' },

  search: { label: 'Search or run', group: 'View', keys: 'CmdOrCtrl+K' },
  'toggle-sidebar': { label: 'Show or collapse the sidebar', group: 'View', keys: 'CmdOrCtrl+B' },
  'toggle-timeline': { label: 'Show or collapse the timeline', group: 'View', keys: 'CmdOrCtrl+J' },
  present: { label: 'Present', group: 'View', keys: 'CmdOrCtrl+Shift+P' },
  'zoom-in': { label: 'Zoom in', group: 'View', keys: 'CmdOrCtrl+Plus' },
  'zoom-out': { label: 'Zoom out', group: 'View', keys: 'CmdOrCtrl+-' },
  'zoom-reset': { label: 'Actual size', group: 'View', keys: 'CmdOrCtrl+0' },
  'theme-system': { label: 'Use the system’s theme', group: 'View' },
  'theme-light': { label: 'Use the light theme', group: 'View' },
  'theme-dark': { label: 'Use the dark theme', group: 'View' },

  'run-tutorial': { label: 'Run the tutorial', group: 'Help' },
  'copy-diagnostics': { label: 'Copy diagnostics', group: 'Help' },
  'show-shortcuts': { label: 'Keyboard shortcuts', group: 'Help' },
} as const satisfies Readonly<Record<string, Command>>;

export interface Command {
  /** Its menu label. */
  readonly label: string;
  readonly group: CommandGroup;
  /** In Electron's syntax: `CmdOrCtrl` is Cmd on a Mac, else Ctrl. */
  readonly keys?: string;
}

export type CommandGroup = 'Run' | 'Token' | 'Go to' | 'Add' | 'Token server' | 'View' | 'Help';

export type CommandId = keyof typeof COMMANDS;

export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];

export function commandOf(id: CommandId): Command {
  return COMMANDS[id];
}

/** The parts of a key event that shortcuts use. */
export interface PressedKeys {
  readonly key: string;
  /** The physical key, for digits that Alt turns into other characters. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The command for these keys; null for none. Ctrl and Cmd are equivalent, as both reach the page on any system. */
export function commandFor(pressed: PressedKeys): CommandId | null {
  return COMMAND_IDS.find((id) => isPressed(commandOf(id).keys, pressed)) ?? null;
}

function isPressed(keys: string | undefined, pressed: PressedKeys): boolean {
  if (keys === undefined) return false;
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  return (
    parts.includes('CmdOrCtrl') === (pressed.ctrlKey || pressed.metaKey) &&
    parts.includes('Alt') === pressed.altKey &&
    // Some keyboards need Shift for +, some do not.
    (key === 'Plus' || parts.includes('Shift') === pressed.shiftKey) &&
    isKey(key, pressed)
  );
}

function isKey(key: string, pressed: PressedKeys): boolean {
  if (key === 'Plus') return pressed.key === '+' || pressed.key === '=';
  if (key === 'Esc') return pressed.key === 'Escape';
  return pressed.key.toLowerCase() === key.toLowerCase() || pressed.code === `Digit${key}`;
}

const SYMBOLS: Readonly<Record<string, string>> = { Enter: '↵', Shift: '⇧', Plus: '+', '-': '−' };
const MAC_SYMBOLS: Readonly<Record<string, string>> = { CmdOrCtrl: '⌘', Alt: '⌥' };

/** The keys as labelled on this system's keyboard: `Ctrl`, `⇧`, `V`. */
export function namesOfKeys(shortcut: string, isMac: boolean): string[] {
  return shortcut
    .split('+')
    .map((key) => (isMac ? MAC_SYMBOLS[key] : undefined) ?? SYMBOLS[key] ?? key)
    .map((name) => (name === 'CmdOrCtrl' ? 'Ctrl' : name));
}
