import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, restoreBounds } from '../../../electron/window-bounds.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const MONITOR = { x: 1440, y: 0, width: 2560, height: 1440 };
const at = (x: number, y: number, width = 1200, height = 800) => ({ x, y, width, height });

describe('restoreBounds', () => {
  it.each([
    ['on the display', at(100, 50), [LAPTOP]],
    ['on the second display', at(2000, 300), [LAPTOP, MONITOR]],
    ['partly beyond the edge', at(1000, 400), [LAPTOP]],
  ])('restores a window %s', (_name, kept, displays) => {
    expect(restoreBounds(kept, displays)).toEqual(kept);
  });

  it.each([
    ['nothing was kept', null, [LAPTOP]],
    ['its display is gone', at(2000, 300), [LAPTOP]],
    ['only a sliver would be seen', at(1400, 300), [LAPTOP]],
    ['its title bar would be above the display', at(100, -300), [LAPTOP]],
    ['there is no display at all', at(100, 50), []],
  ])('takes the default size in the middle when %s', (_name, kept, displays) => {
    expect(restoreBounds(kept, displays)).toEqual(DEFAULT_SIZE);
  });

  it('never makes it too small to use', () => {
    expect(restoreBounds(at(0, 25, 400, 300), [LAPTOP])).toEqual(at(0, 25, 900, 600));
  });
});
