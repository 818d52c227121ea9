// Runs Vitest on Electron's own Node, because that is what the product runs on (BoringSSL, its TLS, its fetch).
// Arguments pass through: node scripts/vitest.mjs run --project unit test/unit/shared
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { provisionElectron } from './electron/provision.mjs';

const { executable } = await provisionElectron();
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status, error } = spawnSync(executable, [vitest, ...withBothUnitProjects(process.argv.slice(2))], {
  stdio: 'inherit',
  env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
});
if (error) throw error;
process.exitCode = status ?? 1;

// Vitest has one environment per project, so the unit tests are two projects: with a DOM and without.
// Whoever says "unit" means both.
function withBothUnitProjects(args) {
  return args.flatMap((arg, index) =>
    arg === 'unit' && args[index - 1] === '--project' ? [arg, '--project', 'unit-dom'] : [arg],
  );
}
