/** The oldest Node of the credence command: major and minor. Its own check is in electron/cli/credence.ts. */
export const OLDEST_NODE = [22, 19];

/** @param {string} version for example `24.22.3` */
export function supportsCommand(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}
