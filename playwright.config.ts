import { defineConfig } from '@playwright/test';

const project = process.env.CREDENCE_E2E_PROJECT ?? 'window';

// Run through scripts/e2e.mjs, which provisions Electron, builds the app and finds a display.
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: `test-results/${project}`,
  projects: [
    { name: 'window', testIgnore: ['**/as-user/**', '**/chromium/**'] },
    // As people have it: the real sandbox, a real keyring. Run through scripts/as-user.mjs.
    { name: 'as-user' },
    // The page in a newer engine than that of the tests' Electron. Run through scripts/chromium.mjs.
    { name: 'chromium', testMatch: 'chromium/**/*.spec.ts' },
  ],
  // Each test owns its app and its profile; two real windows are what a two-core machine carries.
  workers: 2,
  fullyParallel: false,
  // `npm test` names a test that did not pass at once.
  retries: 1,
  forbidOnly: true,
  // Limits are for what hangs, on a machine that is ten times as busy as ours too.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: `test-results/${project}.json` }]],
});
