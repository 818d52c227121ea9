/** Gives the focus to what the next frame draws; `find` looks for it then. */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => find()?.focus());
}
