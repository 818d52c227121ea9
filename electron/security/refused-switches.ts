/** Switches of Chromium and Node that hand the app, or the secrets it uses, to another program. */
const REFUSED: readonly string[] = [
  // Debuggers: anyone who connects controls the page or the main process.
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
  // The page's guards.
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
  // Programs to start in place of Chromium's own processes.
  'browser-subprocess-path',
  'gpu-launcher',
  'ppapi-plugin-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
];

/** The switches among a packaged app's arguments with which it must not start. */
export function findRefusedSwitches(args: readonly string[], platform: NodeJS.Platform): string[] {
  const end = args.indexOf('--');
  const switches = (end === -1 ? args : args.slice(0, end)).flatMap((argument) => nameOf(argument, platform));
  return REFUSED.filter((name) => switches.includes(name));
}

export function describeRefusal(names: readonly string[]): string {
  const switches = names.map((name) => `--${name}`).join(', ');
  return `Credence does not start with ${switches}: other programs could read your secrets. Start it without.`;
}

/** Chromium takes one dash for two, and on Windows a slash; Node takes underscores for dashes. */
function nameOf(argument: string, platform: NodeJS.Platform): string[] {
  const prefix = platform === 'win32' ? /^(?:--?|\/)([^=]+)/ : /^--?([^=]+)/;
  const name = prefix.exec(argument)?.[1];
  return name === undefined ? [] : [name.toLowerCase().replaceAll('_', '-')];
}
