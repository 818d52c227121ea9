import { type AppError, appError } from '../../../shared/errors.ts';
import { LARGEST_FILE } from '../../../shared/formats/largest-file.ts';
import type { OpenedFile } from '../../../shared/ipc/outputs.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { openImport } from './navigation.ts';
import { reportFailure, showError } from './notices.ts';
import { showToast } from './toast.ts';

/** Saves text where the user chooses; false if cancelled or failed. */
export async function saveFile(suggestedName: string, text: string): Promise<boolean> {
  const result = await invoke('file.save', { suggestedName, text });
  return reportFailure(result) && result.value.saved;
}

/** A text file the user chooses; null if cancelled. The caller shows failures. */
export async function openFile(): Promise<Result<OpenedFile | null, AppError>> {
  const result = await invoke('file.open', undefined);
  return result.ok ? ok(result.value.file) : result;
}

/** The bundled license texts. */
export async function readLicenses(): Promise<Result<string, AppError>> {
  const result = await invoke('app.readLicenses', undefined);
  return result.ok ? ok(result.value.text) : result;
}

/** Opens a file dropped on or pasted into the window. */
export async function openDroppedFile(file: File): Promise<void> {
  if (file.size > LARGEST_FILE) {
    showError(
      appError('config.invalid', `“${file.name}” is larger than 100 MB.`, {
        nextStep: 'Export a shorter session, or choose fewer entries.',
      }),
    );
    return;
  }
  openImport(await file.text(), file.name);
}

/** Reports where a file was saved, and offers to show it. */
export function takeSavedFile({ path }: { readonly path: string }): void {
  showToast(`Saved to ${path}`, {
    label: 'Show in folder',
    perform: async () => void reportFailure(await invoke('file.showInFolder', undefined)),
  });
}
