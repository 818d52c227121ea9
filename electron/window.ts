import { BrowserWindow, nativeTheme, screen } from 'electron';
import { installContextMenu } from './context-menu.ts';
import { APP_URL } from './security/app-origin.ts';
import { MINIMUM_SIZE, restoreBounds } from './window-bounds.ts';
import type { WindowStateStore } from './window-state-store.ts';

/** Shown before the page paints: the page's own background, in both themes. */
const BACKGROUND = { dark: '#11171b', light: '#f5f7f8' };

export interface WindowOptions {
  readonly preload: string;
  /** The window's icon on Linux; macOS and Windows use the executable's. */
  readonly icon: string;
  readonly devServerUrl: string | null;
  readonly state: WindowStateStore;
}

/** Creates the window and starts loading the page; it is shown once it has content. */
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
      // The page displays untrusted data: it gets no Node and no Electron, only the bridge.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      // Dropping a file on the page must not open it.
      navigateOnDragDrop: false,
      // Chromium would download dictionaries, and users type secrets here.
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

/** Moving and resizing fire hundreds of events; save the last one. */
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
  // Save while it is open, not only on close, in case of a crash or a killed session.
  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('close', () => {
    clearTimeout(timer);
    keep();
  });
}

/** Focuses the window when the user starts Credence a second time. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
