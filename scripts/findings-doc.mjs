// Writes docs/FINDINGS.md anew from the code. The page's own unit test makes it, so that page and test cannot differ.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const vitest = fileURLToPath(new URL('./vitest.mjs', import.meta.url));
const test = 'test/unit/shared/diagnose/findings-page.test.ts';
const { status, error } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'unit', test, '--update'],
  {
    stdio: 'inherit',
  },
);
if (error) throw error;
process.exitCode = status ?? 1;
