import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { followChild } from '../follow-child.mjs';
import { root } from '../root.mjs';

/**
 * Runs one project of playwright.config.ts against an app, named by the directory of its Electron and the arguments
 * that start it; resolves to the exit code. Electron is the browser: none is downloaded.
 */
export async function runPlaywright({ project, executable, appArguments, env, args = [] }) {
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const config = join(root, 'playwright.config.ts');
  return await followChild(
    spawn(process.execPath, [cli, 'test', '--config', config, `--project=${project}`, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...env,
        CREDENCE_ELECTRON: executable,
        CREDENCE_ELECTRON_ARGS: JSON.stringify(appArguments),
        CREDENCE_E2E_PROJECT: project,
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
      },
    }),
  );
}
