/** Chromium refuses its sandbox to root; only we who launch it give it up then, never the app itself. */
export const sandboxArguments =
  process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
