import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { AppError } from '../shared/errors.ts';

/** Explains on stderr and in a dialog why Credence cannot start, then exits with code 1. */
export function refuseStart({ message, nextStep = '', detail = '' }: AppError): void {
  process.stderr.write(`Credence: ${message} ${nextStep} (${detail})\n`);
  // Chromium needs a writable folder even for one dialog.
  const standIn = mkdtempSync(join(tmpdir(), 'credence-'));
  app.setPath('userData', standIn);
  app.once('ready', () => {
    dialog.showErrorBox(message, `${nextStep}\n\n${detail}`);
    rmSync(standIn, { recursive: true, force: true });
    app.exit(1);
  });
}
