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
  /** Where dialogs open: an absolute path. Electron 43 and later remembers no folder. */
  readonly folder: () => string;
  readonly keepFolder: (folder: string) => void;
}

/** The system's dialogs for opening and saving. Each opens in the folder that was used last. */
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
