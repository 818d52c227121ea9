import { dirname, join } from 'node:path';
import type { BrowserWindow, Dialog, FileFilter } from 'electron';
import type { FileDialogs, FileKind } from './core/storage/file-service.ts';

const OPENED: Readonly<Record<FileKind, FileFilter>> = {
  import: {
    name: 'HAR, Postman collection, workspace, curl',
    extensions: ['har', 'json', 'sh', 'ps1', 'txt'],
  },
  workspace: { name: 'Credence workspaces', extensions: ['credence.json', 'json'] },
  key: { name: 'Keys', extensions: ['pem', 'key', 'p12', 'pfx', 'p8', 'jwk', 'json', 'der'] },
};

export interface FileDialogsOptions {
  readonly window: BrowserWindow;
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  /** Initial folder, an absolute path. Since Electron 43, dialogs no longer remember it. */
  readonly folder: () => string;
  readonly keepFolder: (folder: string) => void;
}

/** The native open and save dialogs. They start in the last used folder. */
export function fileDialogs({ window, dialog, folder, keepFolder }: FileDialogsOptions): FileDialogs {
  const remember = (path: string) => {
    keepFolder(dirname(path));
    return path;
  };
  return {
    async choosePath(suggestedName) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: join(folder(), suggestedName),
      });
      return canceled || filePath === '' ? null : remember(filePath);
    },
    async chooseFile(kind) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        defaultPath: folder(),
        properties: ['openFile'],
        filters: [OPENED[kind], { name: 'All files', extensions: ['*'] }],
      });
      const [path] = filePaths;
      return canceled || path === undefined ? null : remember(path);
    },
  };
}
