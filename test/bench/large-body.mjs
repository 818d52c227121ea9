// A large answer: how long the main process's loop stands still, and what travels to the page.
//
//   node test/bench/large-body.mjs [--megabytes=50] [--rounds=5]
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { provisionElectron } from '../../scripts/electron/provision.mjs';
import { root } from '../../scripts/root.mjs';

const { values: options } = parseArgs({
  options: { megabytes: { type: 'string', default: '50' }, rounds: { type: 'string', default: '5' } },
});

const { executable } = await provisionElectron();
const folder = join(root, 'test/bench/large-body');
const server = spawn(process.execPath, [join(folder, 'server.mjs')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [output] = await once(server.stdout, 'data');
  console.log(`${options.megabytes} MB, ${options.rounds} rounds; milliseconds`);
  for (let round = 0; round < Number(options.rounds); round += 1) {
    const result = execFileSync(
      executable,
      [join(folder, 'measure.ts'), String(output).trim(), options.megabytes],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const { total, p50, p99, max, ipcBytes } = JSON.parse(String(result));
    console.log(
      `whole exchange ${total}; loop delay: median ${p50}, 99th ${p99}, longest ${max}; to the page ${ipcBytes} bytes`,
    );
  }
} finally {
  server.kill();
}
