import { expect, test } from 'vitest';
import { MENU_SHORTCUTS, namesOfKeys } from '../../../../shared/model/menu-shortcuts.ts';

test.each([
  ['CmdOrCtrl+Shift+V', false, ['Ctrl', 'Shift', 'V']],
  ['CmdOrCtrl+Shift+V', true, ['⌘', '⇧', 'V']],
  ['CmdOrCtrl+,', false, ['Ctrl', ',']],
  ['Esc', true, ['Esc']],
])('%s, on a Mac: %s', (shortcut, isMac, names) => {
  expect(namesOfKeys(shortcut, isMac)).toEqual(names);
});

test('no two commands of the menu share their keys', () => {
  const keys = Object.values(MENU_SHORTCUTS);
  expect(new Set(keys).size).toBe(keys.length);
});
