import { type BrowserWindow, type ContextMenuParams, Menu, type MenuItemConstructorOptions } from 'electron';

/** What Electron reports about the clicked place. */
type Place = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>;

/** The native context menu: cut, copy and paste in fields, copy on selected text. Elsewhere the page shows its own. */
export function installContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, place) => {
    const template = contextMenuTemplate(place);
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
}

export function contextMenuTemplate({
  isEditable,
  selectionText,
  editFlags,
}: Place): MenuItemConstructorOptions[] {
  // A password field's text cannot be copied: Chromium reports that in the flags.
  const copy: MenuItemConstructorOptions = { role: 'copy', enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  return [
    { role: 'cut', enabled: editFlags.canCut },
    copy,
    { role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}
