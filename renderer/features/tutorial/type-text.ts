import { prefersReducedMotion } from './reduced-motion.ts';
import { waitFor } from './wait-until.ts';

const MS_PER_CHARACTER = 22;

/** Puts a text in letter by letter, as a person would; at once where less motion is preferred. */
export async function typeText(
  text: string,
  signal: AbortSignal,
  write: (text: string) => void,
): Promise<void> {
  if (!prefersReducedMotion()) {
    for (let length = 1; length < text.length; length += 1) {
      write(text.slice(0, length));
      await waitFor(MS_PER_CHARACTER, signal);
      if (signal.aborted) return;
    }
  }
  write(text);
}
