import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { describe, expect, it } from 'vitest';
import { fileDialogs } from '../../../electron/file-dialogs.ts';

/** Dialogs in which the user picks this path, or cancels. */
function setUp(picked: string | null) {
  const opened: (string | undefined)[] = [];
  let folder = '/home/user/Downloads';
  const dialogs = fileDialogs({
    window: {} as BrowserWindow,
    dialog: {
      showSaveDialog: (async (_window: unknown, options: Electron.SaveDialogOptions) => {
        opened.push(options.defaultPath);
        return { canceled: picked === null, filePath: picked ?? '' };
      }) as Electron.Dialog['showSaveDialog'],
      showOpenDialog: (async (_window: unknown, options: Electron.OpenDialogOptions) => {
        opened.push(options.defaultPath);
        return { canceled: picked === null, filePaths: picked === null ? [] : [picked] };
      }) as Electron.Dialog['showOpenDialog'],
    },
    folder: () => folder,
    keepFolder: (kept) => {
      folder = kept;
    },
  });
  return { dialogs, opened };
}

describe('file dialogs', () => {
  it('open in the folder that was used last, by an absolute path', async () => {
    const { dialogs, opened } = setUp(join('/work', 'exports', 'a.har'));
    expect(await dialogs.choosePath('exchange.har')).toBe(join('/work', 'exports', 'a.har'));
    await dialogs.chooseFile('import');
    await dialogs.choosePath('next.har');
    expect(opened).toEqual([
      join('/home/user/Downloads', 'exchange.har'),
      join('/work', 'exports'),
      join('/work', 'exports', 'next.har'),
    ]);
  });

  it('remember nothing of a cancelled one', async () => {
    const { dialogs, opened } = setUp(null);
    expect(await dialogs.chooseFile('key')).toBeNull();
    await dialogs.chooseFile('key');
    expect(opened).toEqual(['/home/user/Downloads', '/home/user/Downloads']);
  });
});
