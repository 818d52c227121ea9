// A desktop session without a desktop: a message bus and an unlocked keyring, both empty and gone afterwards.
import { spawn } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const START_LIMIT_MS = 20_000;

export const isRoot = process.getuid?.() === 0;

/** Who runs the app: the user themselves, or nobody in root's stead. */
export const uid = isRoot ? 65534 : process.getuid?.();

/** What a command needs in front to run as that user. */
export const asUser = isRoot ? ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'] : [];

/** Opens the session with its home in `folder`; resolves to the environment that a program in it must have. */
export async function openSession(folder) {
  const env = makeHome(folder);
  const [command, ...args] = [...asUser, 'dbus-run-session', '--', 'sh', '-c', SESSION];
  const session = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  });
  const close = () => session.stdin.end();
  process.once('exit', close);
  return { env: { ...env, DBUS_SESSION_BUS_ADDRESS: await readAddress(session) }, close };
}

// It lasts until our end of its input is closed, however we end.
const SESSION = `
printf keyring | gnome-keyring-daemon --unlock --components=secrets --daemonize > /dev/null || exit 1
echo "bus=$DBUS_SESSION_BUS_ADDRESS"
cat > /dev/null
`;

/** Makes a home for that user in `folder` and returns the environment variables that name it. */
export function makeHome(folder) {
  const home = makeOwn(join(folder, 'home'));
  return {
    HOME: home,
    XDG_DATA_HOME: makeOwn(join(home, 'data')),
    XDG_CONFIG_HOME: makeOwn(join(home, 'config')),
    XDG_CACHE_HOME: makeOwn(join(home, 'cache')),
    XDG_RUNTIME_DIR: makeOwn(join(home, 'run')),
  };
}

function makeOwn(folder) {
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, uid, uid);
  return folder;
}

function readAddress(session) {
  return new Promise((resolve, reject) => {
    let text = '';
    // What the bus says while it works is of interest only when it does not.
    let complaints = '';
    const fail = (reason) => reject(new Error(`${reason}\n${complaints}`.trim()));
    const timer = setTimeout(() => fail('the keyring did not start in time'), START_LIMIT_MS);
    session.once('error', reject);
    session.once('exit', (code) => fail(`the session ended with ${code} before it was ready`));
    session.stderr.on('data', (chunk) => {
      complaints += chunk;
    });
    session.stdout.on('data', (chunk) => {
      text += chunk;
      const address = /^bus=(.+)$/m.exec(text)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
