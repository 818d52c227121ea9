// The floor: an Electron app that opens an empty window with the same settings as ours, and nothing else.
import { app, BrowserWindow } from 'electron';

// Launched by root with --no-sandbox (a container), demanding the sandbox again would end every helper process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => {
    window.show();
    console.log('credence: usable');
  });
  window.loadURL('data:text/html,<title>blank</title>');
});
