/** Chromium and Node switches that would expose the app or its secrets to another program. */
const REFUSED: readonly string[] = [
  // Debuggers: whoever connects controls the page or the main process.
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'debug',
  'debug-brk',
  'debug-port',
  'js-flags',
  // Security features of the page.
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-file-access-from-files',
  'unsafely-treat-insecure-origin-as-secure',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-rules',
  'host-resolver-rules',
  'load-extension',
  'force-webrtc-ip-handling-policy',
  // Programs started instead of Chromium's own processes.
  'browser-subprocess-path',
  'gpu-launcher',
  'ppapi-plugin-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
];

/** The arguments of a packaged app that stop it from starting. */
export function findRefusedSwitches(args: readonly string[], platform: NodeJS.Platform): string[] {
  const end = args.indexOf('--');
  const switches = (end === -1 ? args : args.slice(0, end)).flatMap((argument) => nameOf(argument, platform));
  return REFUSED.filter((name) => switches.includes(name));
}

export function describeRefusal(names: readonly string[]): string {
  const switches = names.map((name) => `--${name}`).join(', ');
  return `Credence does not start with ${switches}: other programs could read your secrets. Start it without.`;
}

/** Chromium accepts one dash or two, and on Windows a slash; Node accepts underscores as dashes. */
function nameOf(argument: string, platform: NodeJS.Platform): string[] {
  const prefix = platform === 'win32' ? /^(?:--?|\/)([^=]+)/ : /^--?([^=]+)/;
  const name = prefix.exec(argument)?.[1];
  return name === undefined ? [] : [name.toLowerCase().replaceAll('_', '-')];
}
