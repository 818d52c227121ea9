// npm run dev: the page from Vite's server with hot reload; main process and preload rebuilt when they change,
// and the app restarted.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, createServer } from 'vite';
import { mainConfig } from './build/main.mjs';
import { preloadConfig } from './build/preload.mjs';
import { rendererConfig } from './build/renderer.mjs';
import { openDisplay } from './electron/display.mjs';
import { sandboxArguments } from './electron/launch-arguments.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { root } from './root.mjs';

const { executable } = await provisionElectron();
const display = await openDisplay();
const server = await serveRenderer();
const url = server.resolvedUrls.local[0];

let app = null;
let restarting = false;
const watchers = await Promise.all([
  watch(mainConfig(join(root, 'out', 'main'))),
  watch(preloadConfig(join(root, 'out', 'preload'))),
]);
const built = new Set();
for (const watcher of watchers) {
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error);
    if (event.code !== 'END') return;
    built.add(watcher);
    if (built.size === watchers.length) restart();
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);

async function serveRenderer() {
  const vite = await createServer({
    ...rendererConfig(join(root, 'out', 'renderer')),
    server: { host: '127.0.0.1' },
  });
  return await vite.listen();
}

function watch(config) {
  return build({ ...config, build: { ...config.build, watch: {} } });
}

function restart() {
  if (restarting) return;
  if (app === null) {
    launch();
    return;
  }
  restarting = true;
  app.once('exit', launch);
  app.kill();
}

function launch() {
  const current = spawn(executable, [...sandboxArguments, root, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...display.env, CREDENCE_DEV_SERVER_URL: url },
  });
  app = current;
  restarting = false;
  // Closing the window ends the session.
  current.once('exit', () => {
    if (!restarting) stop();
  });
}

async function stop() {
  app?.kill();
  await Promise.all([server.close(), ...watchers.map((watcher) => watcher.close())]);
  display.close();
  process.exit();
}
