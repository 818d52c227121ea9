import { type RefObject, useEffect } from 'react';

/** Marks an area that F6 goes to; its first control takes the focus. */
const FOCUS_AREA = 'data-focus-area';

/** F6 and Shift+F6 move the focus from area to area, as in other desktop programs. */
export function useFocusAreas(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || !frame.current) return;
      event.preventDefault();
      const areas = [...frame.current.querySelectorAll<HTMLElement>(`[${FOCUS_AREA}]`)].filter(isVisible);
      const current = areas.findIndex((area) => area.contains(document.activeElement));
      const step = event.shiftKey ? -1 : 1;
      const next = areas[(Math.max(current, event.shiftKey ? 0 : -1) + step + areas.length) % areas.length];
      firstControl(next)?.focus();
    };
    window.addEventListener('keydown', move);
    return () => window.removeEventListener('keydown', move);
  }, [frame]);
}

const CONTROLS = 'button, input, textarea, select, a[href], [tabindex="0"]';

function firstControl(area: HTMLElement | undefined): HTMLElement | undefined {
  return [...(area?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].find(
    (control) => isVisible(control) && !control.matches(':disabled, [tabindex="-1"]'),
  );
}

function isVisible(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
