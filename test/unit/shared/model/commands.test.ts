import { describe, expect, test } from 'vitest';
import { COMMAND_IDS, commandFor, commandOf, namesOfKeys } from '../../../../shared/model/commands.ts';

test.each([
  ['CmdOrCtrl+Shift+V', false, ['Ctrl', '⇧', 'V']],
  ['CmdOrCtrl+Alt+Enter', true, ['⌘', '⌥', '↵']],
  ['CmdOrCtrl+,', false, ['Ctrl', ',']],
  ['CmdOrCtrl+Plus', false, ['Ctrl', '+']],
  ['Esc', true, ['Esc']],
])('%s, on a Mac: %s', (shortcut, isMac, names) => {
  expect(namesOfKeys(shortcut, isMac)).toEqual(names);
});

test('no two commands share their keys or their name', () => {
  const keys = COMMAND_IDS.flatMap((id) => commandOf(id).keys ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  const labels = COMMAND_IDS.map((id) => commandOf(id).label);
  expect(new Set(labels).size).toBe(labels.length);
});

describe('keys find their command', () => {
  const none = { code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  test.each([
    ['Ctrl+Enter', { ctrlKey: true, key: 'Enter' }, 'get-token'],
    ['Cmd+Enter', { metaKey: true, key: 'Enter' }, 'get-token'],
    ['Ctrl+Shift+Enter', { ctrlKey: true, shiftKey: true, key: 'Enter' }, 'call-api'],
    [
      'Ctrl+Shift+V, where Shift makes the letter a capital',
      { ctrlKey: true, shiftKey: true, key: 'V' },
      'paste',
    ],
    ['Alt+1 on a Mac, where Alt writes ¡', { altKey: true, key: '¡', code: 'Digit1' }, 'open-server-step'],
    ['Ctrl and the key that has + above =', { ctrlKey: true, key: '=' }, 'zoom-in'],
    ['Ctrl+Shift and that key', { ctrlKey: true, shiftKey: true, key: '+' }, 'zoom-in'],
    ['Ctrl+V, which pastes into a field', { ctrlKey: true, key: 'v' }, null],
    ['Enter alone', { key: 'Enter' }, null],
    ['a digit alone', { key: '1', code: 'Digit1' }, null],
  ])('%s', (_name, pressed, command) => {
    expect(commandFor({ ...none, ...pressed })).toBe(command);
  });
});
