import { invoke } from '../../api.ts';
import { store } from '../store.ts';
import { reportFailure } from './notices.ts';
import { changeSettings } from './settings.ts';

/** The same steps as in browsers. */
const STEPS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** Additional zoom in presentation mode. */
const PRESENTING = 1.5;

/** Changes the zoom permanently. */
export async function zoom(to: 'in' | 'out' | 'reset'): Promise<void> {
  await changeSettings({ zoom: nextZoom(store.getState().settings.zoom, to) });
  await applyZoom();
}

function nextZoom(zoomed: number, to: 'in' | 'out' | 'reset'): number {
  if (to === 'reset') return 1;
  const next = to === 'in' ? STEPS.find((step) => step > zoomed) : STEPS.findLast((step) => step < zoomed);
  return next ?? zoomed;
}

/** Chromium stores its own zoom, so set ours at each start and on each change. */
export async function applyZoom(): Promise<void> {
  const {
    settings,
    navigation: { presenting },
  } = store.getState();
  reportFailure(await invoke('window.zoom', { factor: settings.zoom * (presenting ? PRESENTING : 1) }));
}
