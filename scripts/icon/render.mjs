// Runs inside Electron: draws an SVG with the engine that the app uses and writes it as a PNG.
// electron scripts/icon/render.mjs <svg> <png> <pixels> <folder for smaller icons> <sizes, comma-separated>
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

const [svg, png, pixels, folder, sizes] = process.argv.slice(-5);
const size = Number(pixels);

// Otherwise a screen of another density would give another picture.
app.commandLine.appendSwitch('force-device-scale-factor', '1');
// Not awaited at the top level: Electron is ready only after its entry module has been evaluated.
app.whenReady().then(render);

async function render() {
  const window = new BrowserWindow({
    width: size,
    height: size,
    show: false,
    frame: false,
    transparent: true,
    // Else the picture is cut or squeezed to the (virtual) screen.
    enableLargerThanScreen: true,
    webPreferences: { offscreen: true, sandbox: true },
  });
  const style = 'html,body{margin:0;background:transparent}svg{display:block;width:100vw;height:100vh}';
  const page = `<style>${style}</style>${readFileSync(svg, 'utf8')}`;
  await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`);
  // Offscreen pages paint on their own clock; the first frames may still be empty.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const image = await window.webContents.capturePage({ x: 0, y: 0, width: size, height: size });
  writeFileSync(png, image.toPNG());
  for (const width of sizes.split(',').map(Number)) {
    const smaller = image.resize({ width, height: width, quality: 'best' });
    writeFileSync(join(folder, `${width}x${width}.png`), smaller.toPNG());
  }
  app.exit(0);
}
