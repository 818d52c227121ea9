// What the packaged binary must have burnt in, and why. electron-builder.yml sets it, this reads it back.
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const EXPECTED = [
  // The signed binary must not be a general Node for whoever can set an environment variable.
  ['RunAsNode', false],
  ['EnableNodeOptionsEnvironmentVariable', false],
  // A debugger on the main process reads every secret.
  ['EnableNodeCliInspectArguments', false],
  // The code that runs is the code that was packaged (enforced on macOS and Windows).
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  // The page comes from app://; file:// has nothing to do here.
  ['GrantFileProtocolExtraPrivileges', false],
];

/** Prints every expected fuse as found in `executable`; throws when one is not as it must be. */
export async function verifyFuses(executable, log) {
  const wire = await getCurrentFuseWire(executable);
  const wrong = [];
  for (const [name, expected] of EXPECTED) {
    const actual = wire[FuseV1Options[name]] === FuseState.ENABLE;
    log(`fuse ${name}: ${actual ? 'on' : 'off'}`);
    if (actual !== expected) wrong.push(name);
  }
  if (wrong.length > 0) throw new Error(`fuses not as SECURITY asks: ${wrong.join(', ')}`);
}
