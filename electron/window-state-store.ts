import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { isJsonObject } from '../shared/json/json-object.ts';
import type { StillFrameLook } from '../shared/still-frame.ts';
import { AtomicFile } from './core/storage/atomic-file.ts';

export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The window's last appearance, restored at once on start. The theme is copied from the settings. */
export interface WindowState {
  readonly bounds: WindowBounds | null;
  readonly maximized: boolean;
  readonly theme: 'system' | 'light' | 'dark';
  /** What the page's still picture takes from the settings, repeated here. */
  readonly frame: Omit<StillFrameLook, 'dark'>;
  /** Folder of the last open or save dialog; an absolute path. */
  readonly folder: string | null;
}

export const DEFAULT_WINDOW_STATE: WindowState = {
  bounds: null,
  maximized: false,
  theme: 'system',
  frame: { sidebar: true, timeline: true, resultShare: 0.463, welcome: true },
  folder: null,
};

/**
 * The only store read synchronously and without zod: the window needs it before anything else loads. Its data is not
 * critical, so invalid values silently become defaults.
 */
export class WindowStateStore {
  readonly #file: AtomicFile;
  #state: WindowState;

  constructor(path: string) {
    this.#file = new AtomicFile(path);
    this.#state = readState(path);
  }

  get state(): WindowState {
    return this.#state;
  }

  update(part: Partial<WindowState>): void {
    this.#state = { ...this.#state, ...part };
    // On a full disk only the bounds are lost, which needs no notice.
    this.#file.write(JSON.stringify(this.#state)).catch(() => {});
  }

  flush(): Promise<void> {
    return this.#file.flush();
  }
}

function readState(path: string): WindowState {
  try {
    return parseState(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return DEFAULT_WINDOW_STATE;
  }
}

function parseState(value: unknown): WindowState {
  if (!isJsonObject(value)) return DEFAULT_WINDOW_STATE;
  const { bounds, maximized, theme, frame, folder } = value;
  return {
    bounds: parseBounds(bounds),
    maximized: maximized === true,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    frame: parseFrame(frame),
    folder: typeof folder === 'string' && isAbsolute(folder) ? folder : null,
  };
}

function parseFrame(value: unknown): WindowState['frame'] {
  if (!isJsonObject(value)) return DEFAULT_WINDOW_STATE.frame;
  const { sidebar, timeline, resultShare, welcome } = value;
  return {
    sidebar: sidebar !== false,
    timeline: timeline !== false,
    // Goes into the page's style sheet: nothing but a number may.
    resultShare: typeof resultShare === 'number' ? resultShare : DEFAULT_WINDOW_STATE.frame.resultShare,
    welcome: welcome !== false,
  };
}

function parseBounds(value: unknown): WindowBounds | null {
  if (!isJsonObject(value)) return null;
  const { x, y, width, height } = value;
  const areWhole = [x, y, width, height].every((number) => Number.isSafeInteger(number));
  return areWhole ? ({ x, y, width, height } as WindowBounds) : null;
}
