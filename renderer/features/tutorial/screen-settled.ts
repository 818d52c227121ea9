/** Time for what follows a change: the preview's answer from the main process, a card that unfolds. */
const SETTLE_MS = 250;

/** Resolves when the screen shows what the state says: a photograph taken now shows the step. */
export async function screenSettled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  // A window that is minimised draws no frames at all, so the wait for them has an end.
  await Promise.race([twoFrames(), new Promise((resolve) => setTimeout(resolve, SETTLE_MS))]);
}

function twoFrames(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
