type Mask = (text: string) => string;

const asItIs: Mask = (text) => text;
let mask = asItIs;

/** Every text that the window shows goes through this from now on; null: it is shown as it is. */
export function maskShownText(next: Mask | null): void {
  mask = next ?? asItIs;
}

/** The text as it may be shown. */
export function shownText(text: string): string {
  return mask(text);
}
