import { BrowserWindow, nativeTheme, screen } from 'electron';
import { installContextMenu } from './context-menu.ts';
import { APP_URL } from './security/app-origin.ts';
import { MINIMUM_SIZE, restoreBounds } from './window-bounds.ts';
import type { WindowStateStore } from './window-state-store.ts';

/** What is seen before the page has painted: the page's own background, in both themes. */
const BACKGROUND = { dark: '#14161a', light: '#f7f8fa' };

export interface WindowOptions {
  readonly preload: string;
  /** The window's icon on Linux; macOS and Windows use the program's. */
  readonly icon: string;
  readonly devServerUrl: string | null;
  readonly state: WindowStateStore;
}

/** Makes the window and starts loading the page; it is shown when there is something to see. */
export function createWindow({ preload, icon, devServerUrl, state }: WindowOptions): BrowserWindow {
  const { bounds, maximized, theme } = state.state;
  nativeTheme.themeSource = theme;
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...restoreBounds(bounds, workAreas),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'Credence',
    ...(process.platform === 'linux' && { icon }),
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      // The page is where other people's bytes are shown: it gets no Node, no Electron, only the bridge.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      // Dropping a file on the page must not open it.
      navigateOnDragDrop: false,
      // Chromium would fetch dictionaries from the network, and secrets are typed here.
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  keepState(window, state);
  installContextMenu(window);
  void window.loadURL(devServerUrl ?? APP_URL);
  return window;
}

/** Moving and resizing come in hundreds of events; the last one counts. */
const SETTLE_MS = 300;

function keepState(window: BrowserWindow, state: WindowStateStore): void {
  const keep = () => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    state.update({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  let timer: NodeJS.Timeout | undefined;
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, SETTLE_MS);
  };
  // While it is open, not only at the end: a crash or a killed session keeps them too.
  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('close', () => {
    clearTimeout(timer);
    keep();
  });
}

/** Brings the window to the person who has started Credence a second time. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
