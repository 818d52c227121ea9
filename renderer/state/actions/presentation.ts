import { maskForRoom } from '../../../shared/oauth/mask-for-room.ts';
import { maskShownText } from '../../ui/shown-mask.ts';
import { store, update } from '../store.ts';
import { showPage } from './navigation.ts';
import { skipWelcome } from './workbench.ts';
import { applyZoom } from './zoom.ts';

/** Shows only request and result, enlarged, and masks every credential shown or copied. */
export function startPresentation(): void {
  skipWelcome();
  showPage('flow');
  // Mask first, so that nothing is briefly visible.
  maskShownText(maskForNow);
  update({ navigation: { presenting: true } });
  void applyZoom();
}

export function leavePresentation(): void {
  if (!store.getState().navigation.presenting) return;
  maskShownText(null);
  update({ navigation: { presenting: false } });
  void applyZoom();
}

/** The text without currently known tokens. */
export function maskForNow(text: string): string {
  const {
    tokens: { byId: tokens },
    runs: { token: tokenRuns },
  } = store.getState();
  const values = Object.values(tokens).map(({ value }) => value);
  const latest = Object.values(tokenRuns).flatMap(({ result }) => result?.token?.value ?? []);
  return maskForRoom(text, [...new Set([...values, ...latest])]);
}
