import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ Menu: {} }));
const { contextMenuTemplate } = await import('../../../electron/context-menu.ts');

const flags = {
  canUndo: false,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: false,
};

test.each([
  [
    'a field',
    { isEditable: true, selectionText: 'x', editFlags: flags },
    ['cut', 'copy', 'paste', 'selectAll'],
  ],
  ['selected text', { isEditable: false, selectionText: 'a header', editFlags: flags }, ['copy']],
  ['anything else', { isEditable: false, selectionText: ' ', editFlags: flags }, []],
])('a right click on %s', (_name, place, roles) => {
  expect(contextMenuTemplate(place).flatMap(({ role }) => role ?? [])).toEqual(roles);
});

test('a password cannot be copied by it', () => {
  const place = {
    isEditable: true,
    selectionText: '',
    editFlags: { ...flags, canCut: false, canCopy: false },
  };
  const enabled = Object.fromEntries(contextMenuTemplate(place).map((item) => [item.role, item.enabled]));
  expect(enabled).toMatchObject({ cut: false, copy: false, paste: true });
});
