import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { until } from './until.mjs';

/** Starts the token server in a process of its own, on any free port. `log` is what it has printed. */
export async function startTokenServer(folder) {
  const args = ['--port', '0', '--http', '--data-dir', join(folder, 'server')];
  const child = spawn(process.execPath, [join(root, 'out', 'main', 'token-server-cli.js'), ...args]);
  const server = { log: '', endpoint: '', close: () => child.kill() };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      server.log += chunk;
    });
  }
  await until(
    'the token server listens',
    () => /Ctrl\+C stops it/.test(server.log),
    () => server.log,
  );
  server.endpoint = /^ +token +(http\S+)$/m.exec(server.log)[1];
  return server;
}
