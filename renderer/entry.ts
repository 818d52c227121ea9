/** When a background window draws no frames, the page starts all the same. */
const LONGEST_WAIT_MS = 250;

// The still picture in index.html is drawn first; running the page's script takes longer than a frame.
const drawn = new Promise<void>((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, LONGEST_WAIT_MS);
});
void drawn.then(() => import('./main.tsx'));
