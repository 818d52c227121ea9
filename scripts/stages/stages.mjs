// The stages of `npm run check` and `npm test`. Each resolves to how much it proved: real tests are counted
// one by one, a tool that only says yes or no counts as one. What did not simply pass is named in `notes`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '../root.mjs';
import { runScript } from './run-command.mjs';

/** The exit code of a script that cannot run on this machine. It has written the reason as a fact. */
const CANNOT = 75;
const colors = process.stdout.isTTY ? 'force' : 'off';

export const typecheck = yesOrNo('types', 'node_modules/typescript/bin/tsc', ['-b']);
export const lint = yesOrNo('lint and format', 'node_modules/@biomejs/biome/bin/biome', [
  'ci',
  '.',
  `--colors=${colors}`,
]);
/** Exports, files and packages that nobody uses (knip.json). */
export const deadCode = yesOrNo('dead code', 'node_modules/knip/bin/knip.js', ['--no-progress']);
export const build = yesOrNo('build', 'scripts/build.mjs');
export const unit = vitest('unit');
export const integration = vitest('integration');
export const endToEnd = playwright('end to end', 'window', 'scripts/e2e.mjs');
export const asUser = playwright('as a user', 'as-user', 'scripts/as-user.mjs');
export const inChromium = playwright('in Chromium', 'chromium', 'scripts/chromium.mjs');
export const packaged = yesOrNo('packaged app', 'scripts/package.mjs', [
  '--check',
  ...(process.platform === 'linux' ? ['--preflight'] : []),
]);

export const installed = yesOrNo('installed deb', 'scripts/installed.mjs');
export const command = yesOrNo('command line package', 'scripts/package.mjs', ['cli', '--check']);

/** The attack sets of docs/SECURITY.md: files that the stages above run too. */
export const security = [
  vitest('unit', ['test/unit/security']),
  vitest('integration', ['test/integration/security']),
  playwright('end to end', 'window', 'scripts/e2e.mjs', [
    'security.spec.ts',
    'security-network.spec.ts',
    'secret-origins.spec.ts',
    'hostile-input.spec.ts',
    'security-canary.spec.ts',
    'security-bounds.spec.ts',
    'data-folder.spec.ts',
  ]),
];

function yesOrNo(name, script, args) {
  return {
    name,
    async run() {
      const code = await runScript(script, args);
      if (code === CANNOT) return { passed: 0, failed: 0, skipped: 1, notes: [] };
      const ok = code === 0;
      return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, notes: [] };
    },
  };
}

/** `paths` limits it to some of its files. */
function vitest(project, paths = []) {
  const report = `test-results/${project}.json`;
  const args = [
    'run',
    '--project',
    project,
    ...paths,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return {
    name: project,
    run: () => counted(report, countVitest, () => runScript('scripts/vitest.mjs', args)),
  };
}

function playwright(name, project, script, paths = []) {
  return {
    name,
    run: () => counted(`test-results/${project}.json`, countPlaywright, () => runScript(script, paths)),
  };
}

async function counted(report, count, run) {
  const file = join(root, report);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const code = await run();
  if (code === CANNOT) return { passed: 0, failed: 0, skipped: 1, notes: [] };
  const counts = readCounts(file, count);
  // A runner that fails without a failed test (a file that does not load, no test at all) has failed once.
  if ((code !== 0 && counts.failed === 0) || counts.passed + counts.failed === 0) counts.failed += 1;
  return counts;
}

function readCounts(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 0, skipped: 0, notes: [] };
  }
}

function countVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
    notes: testResults.flatMap(({ name: file, status, assertionResults }) => {
      const path = relative(root, file);
      const named = assertionResults.flatMap(({ status: outcome, fullName }) => {
        if (outcome === 'passed') return [];
        return [`${outcome === 'failed' ? 'failed' : 'not run'}: ${path}: ${fullName}`];
      });
      return status === 'failed' && named.length === 0 ? [`failed: ${path}`] : named;
    }),
  };
}

/** How Playwright's outcomes other than a plain pass are told. */
const OUTCOMES = { unexpected: 'failed', flaky: 'passed at the second try only', skipped: 'not run' };

function countPlaywright({ stats, errors, suites }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
    notes: suites.flatMap(specsIn).flatMap(({ file, title, tests }) =>
      tests.flatMap(({ status }) => {
        const outcome = OUTCOMES[status];
        return outcome ? [`${outcome}: ${file}: ${title}`] : [];
      }),
    ),
  };
}

function specsIn({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsIn)];
}
