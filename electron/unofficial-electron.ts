import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether the executable is the copy that scripts/electron/fallback.mjs fetches, which has this marker file. */
export function isUnofficialElectron(executable: string): boolean {
  return existsSync(join(dirname(executable), 'UNOFFICIAL-COPY'));
}
