// A page of React and Mantine with a form, and nothing else: what the libraries alone cost. It is usable, as ours is, when
// two frames have followed the first one that shows it.
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

/** As in electron/start-services.ts. */
const FIRST_PAINT = `new Promise((resolve) => new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries())
    if (name === 'first-contentful-paint') resolve(performance.timeOrigin + startTime);
}).observe({ type: 'paint', buffered: true }))`;

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('console-message', async ({ message }) => {
    if (message !== 'usable') return;
    console.log('credence: usable');
    console.log(`credence: painted ${await window.webContents.executeJavaScript(FIRST_PAINT)}`);
  });
  window.loadFile(join(import.meta.dirname, '../../../test-results/bench-bare/index.html'));
});
