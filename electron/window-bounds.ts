import type { WindowBounds } from './window-state-store.ts';

export const DEFAULT_SIZE = { width: 1280, height: 800 };
export const MINIMUM_SIZE = { width: 900, height: 600 };

/** How much of the window must be on a display for the user to find and drag it, in pixels. */
const GRIP = { width: 200, height: 100 };

/** The saved bounds, or the default size if they are on no connected display. */
export function restoreBounds(
  kept: WindowBounds | null,
  workAreas: readonly WindowBounds[],
): { width: number; height: number; x?: number; y?: number } {
  if (kept === null || !workAreas.some((area) => overlaps(kept, area))) return DEFAULT_SIZE;
  return {
    x: kept.x,
    y: kept.y,
    width: Math.max(kept.width, MINIMUM_SIZE.width),
    height: Math.max(kept.height, MINIMUM_SIZE.height),
  };
}

function overlaps(window: WindowBounds, area: WindowBounds): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const height = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y);
  // The title bar is at the top: a window above the display could not be moved.
  return width >= GRIP.width && height >= GRIP.height && window.y >= area.y;
}
