import type { AppError } from '../../../shared/errors.ts';
import type { OpenedFile } from '../../../shared/ipc/outputs.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { reportFailure } from './notices.ts';

/** Saves text where the person chooses; false when they thought better of it, or it failed. */
export async function saveFile(suggestedName: string, text: string): Promise<boolean> {
  const result = await invoke('file.save', { suggestedName, text });
  return reportFailure(result) && result.value.saved;
}

/** A text file that the person chooses; null when they thought better of it. For a place that shows its own failures. */
export async function openFile(): Promise<Result<OpenedFile | null, AppError>> {
  const result = await invoke('file.open', undefined);
  return result.ok ? ok(result.value.file) : result;
}
