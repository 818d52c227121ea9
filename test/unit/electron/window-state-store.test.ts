import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_WINDOW_STATE, WindowStateStore } from '../../../electron/window-state-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

const BOUNDS = { x: 10, y: 20, width: 1000, height: 700 };

describe('WindowStateStore', () => {
  it('keeps bounds, theme and frame over a restart', async () => {
    const path = join(await temporaryFolder(), 'window-state.json');
    const store = new WindowStateStore(path);
    expect(store.state).toEqual(DEFAULT_WINDOW_STATE);
    store.update({ bounds: BOUNDS });
    const frame = { sidebar: false, timeline: false, resultShare: 0.3, welcome: false };
    store.update({ theme: 'dark', frame });
    await store.flush();
    expect(new WindowStateStore(path).state).toEqual({
      bounds: BOUNDS,
      maximized: false,
      theme: 'dark',
      frame,
      folder: null,
    });
  });

  it.each([
    ['cut off', '{"bounds":'],
    ['no object', '[1]'],
    ['a bound missing', '{"bounds":{"x":1,"y":2,"width":3}}'],
    ['a bound that is no number', '{"bounds":{"x":1,"y":2,"width":"3","height":4}}'],
    ['null', 'null'],
    ['a width that is no number', '{"frame":{"resultShare":"0;}</style><b>"}}'],
  ])('takes the defaults for what is unusable: %s', async (_name, content) => {
    const path = join(await temporaryFolder(), 'window-state.json');
    await writeFile(path, content);
    expect(new WindowStateStore(path).state).toEqual(DEFAULT_WINDOW_STATE);
  });
});
