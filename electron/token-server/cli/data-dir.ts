import { homedir } from 'node:os';
import { join } from 'node:path';

/** The platform's folder for application data. */
export function defaultDataDir(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string = homedir(),
): string {
  return join(userDataDir(platform, env, home), 'credence', 'token-server');
}

function userDataDir(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support');
    case 'win32':
      return env.LOCALAPPDATA || join(home, 'AppData', 'Local');
    default:
      return env.XDG_DATA_HOME || join(home, '.local', 'share');
  }
}
