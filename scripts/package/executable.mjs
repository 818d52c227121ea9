import { readFileSync } from 'node:fs';

const ELF = { 62: 'x64', 183: 'arm64' };
const PE = { 34404: 'x64', 43620: 'arm64' };
const MACH_O = { 16777223: 'x64', 16777228: 'arm64' };
const MACH_O_64_BITS = 0xfeedfacf;

/** Returns the architecture in the header of a Linux, Windows or macOS executable, or null for anything else. */
export function architectureOf(bytes) {
  if (bytes.length < 64) return null;
  if (bytes.toString('latin1', 0, 4) === '\x7fELF') return ELF[bytes.readUInt16LE(18)] ?? null;
  if (bytes.toString('latin1', 0, 2) === 'MZ') {
    const machine = bytes.readUInt32LE(60) + 4;
    return machine + 2 <= bytes.length ? (PE[bytes.readUInt16LE(machine)] ?? null) : null;
  }
  if (bytes.readUInt32LE(0) === MACH_O_64_BITS) return MACH_O[bytes.readUInt32LE(4)] ?? null;
  return null;
}

/** Returns the version in the user agent that Electron's binary contains, or null. */
export function electronVersionOf(bytes) {
  const at = bytes.indexOf('Electron v');
  return at === -1 ? null : (/^\d+\.\d+\.\d+/.exec(bytes.toString('latin1', at + 10, at + 40))?.[0] ?? null);
}

/** Throws unless the app's binary is Electron `version` for `arch`. electron-builder itself checks neither. */
export function verifyExecutable({ executable, electron, arch }, version, log) {
  const actual = architectureOf(readFileSync(executable));
  if (actual !== arch) throw new Error(`${executable} is for ${actual}, but its folder is for ${arch}`);
  const found = electronVersionOf(readFileSync(electron));
  if (found !== version) throw new Error(`${electron} is Electron ${found}, not ${version}`);
  log(`executable: ${arch}, Electron ${version}`);
}
