import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const project = process.env.CREDENCE_E2E_PROJECT ?? 'window';

/** Tests that fail at this commit, each with its reason. `npm test` names every one of them as not run. */
const open: readonly { readonly title: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'test/e2e/open.json'), 'utf8'),
);
const isOpen = open.map(({ title }) => new RegExp(`${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));

// Run through scripts/e2e.mjs, which provisions Electron, builds the app and finds a display.
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: `test-results/${project}`,
  projects: [
    { name: 'window', testIgnore: '**/as-user/**', grepInvert: isOpen },
    // As people have it: the real sandbox, a real keyring. Run through scripts/as-user.mjs.
    { name: 'as-user' },
  ],
  // Each test owns its app and its profile; two real windows are what a two-core machine carries.
  workers: 2,
  fullyParallel: false,
  // Electron sometimes dies at launch on a busy machine. `npm test` names a test that did not pass at once.
  retries: 2,
  forbidOnly: true,
  // Limits are for what hangs, on a machine that is ten times as busy as ours too.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: `test-results/${project}.json` }]],
});
