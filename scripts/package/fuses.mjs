// The fuses (switches in the packaged binary): set from this table, and checked against it.
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** All nine. */
const FUSES = [
  // Otherwise an environment variable turns the signed binary into a plain Node.
  ['RunAsNode', false],
  ['EnableNodeOptionsEnvironmentVariable', false],
  // A debugger in the main process can read every secret.
  ['EnableNodeCliInspectArguments', false],
  // Only the packaged code runs (enforced on macOS and Windows).
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  // The page is served on app:// and needs no file:// URLs.
  ['GrantFileProtocolExtraPrivileges', false],
  // Credence keeps no cookies, and reading their key from the keychain takes time at each start.
  ['EnableCookieEncryption', false],
  // Credence has no V8 snapshot.
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  // Electron's default: V8 checks the memory bounds of WebAssembly by signals.
  ['WasmTrapHandlers', true],
];

/** Sets every fuse. Throws if the binary has one that the table lacks. */
export async function setFuses(executable, { resetAdHocDarwinSignature }) {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature,
    ...Object.fromEntries(FUSES.map(([name, value]) => [FuseV1Options[name], value])),
  });
}

/** Prints every fuse of `executable`. Throws if one differs from the table. */
export async function verifyFuses(executable, log) {
  const wire = await getCurrentFuseWire(executable);
  const { version, ...states } = wire;
  const known = new Set(FUSES.map(([name]) => String(FuseV1Options[name])));
  const wrong = Object.keys(states).filter((fuse) => !known.has(fuse));
  for (const [name, expected] of FUSES) {
    const actual = states[FuseV1Options[name]] === FuseState.ENABLE;
    log(`fuse ${name}: ${actual ? 'on' : 'off'}`);
    if (actual !== expected) wrong.push(name);
  }
  if (wrong.length > 0) throw new Error(`wrong fuses: ${wrong.join(', ')}`);
}
