type Mask = (text: string) => string;

const asItIs: Mask = (text) => text;
let mask = asItIs;

/** Applies to every text that the window shows; null shows text unchanged. */
export function maskShownText(next: Mask | null): void {
  mask = next ?? asItIs;
}

/** The text as it may be shown. */
export function shownText(text: string): string {
  return mask(text);
}
