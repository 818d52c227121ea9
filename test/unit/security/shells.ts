import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one run of bash came to. */
export interface BashRun {
  /** The arguments of each call of curl, in order. */
  readonly calls: readonly (readonly string[])[];
  readonly stderr: string;
  /** Files that something left in the folder of the run. */
  readonly files: readonly string[];
}

const CALL = 'curl was called';

/**
 * Runs commands in one real bash, with history expansion on as in a terminal. `curl` only lists its arguments, and no
 * other program is found: whatever else runs is seen by its output, its file or its complaint.
 */
export function runInBash(commands: readonly string[], variables: Readonly<Record<string, string>>): BashRun {
  const folder = mkdtempSync(join(tmpdir(), 'credence-bash-'));
  try {
    const { stdout, stderr } = spawnSync('/bin/bash', ['--norc', '--noprofile'], {
      cwd: folder,
      env: { ...variables, PATH: '/nowhere', HISTFILE: '', LC_ALL: 'C.UTF-8' },
      input: [
        'command_not_found_handle() { echo "ran: $*" >&2; echo "$*" >> ran; }',
        `curl() { printf '%s\\0' '${CALL}' "$#" "$@"; }`,
        'set -o history -o histexpand',
        ...commands,
        '',
      ].join('\n'),
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    });
    return { calls: readCalls(stdout), stderr, files: readdirSync(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCalls(output: string): string[][] {
  const fields = output.split('\0');
  const calls: string[][] = [];
  let position = 0;
  while (fields[position] === CALL) {
    const count = Number(fields[position + 1]);
    calls.push(fields.slice(position + 2, position + 2 + count));
    position += 2 + count;
  }
  if (position !== fields.length - 1) throw new Error(`Something else was written: ${fields[position]}`);
  return calls;
}

/**
 * The words of one PowerShell command, by a strict reading of about_Quoting_Rules and about_Parsing: it fails at whatever
 * might be more than a word, a quoted text, a variable of the environment or a character by its code.
 */
export function readStrictPowerShell(command: string, variables: Readonly<Record<string, string>>): string[] {
  const words: string[] = [];
  let rest = command;
  while (rest !== '') {
    rest = rest.replace(/^(?: +|`\n)+/, '');
    const bare = /^[A-Za-z0-9/-][\w.+=:/-]*(?=[ `]|$)/.exec(rest)?.[0];
    const single = /^['‘’‚‛]((?:[^'‘’‚‛]|['‘’‚‛]{2})*)['‘’‚‛](?=[ `]|$)/.exec(rest);
    const double = /^["“”„]((?:[^"“”„`]|`[\s\S])*)["“”„](?=[ `]|$)/.exec(rest);
    if (bare !== undefined) words.push(bare);
    else if (single) words.push((single[1] ?? '').replace(/['‘’‚‛](['‘’‚‛])/g, '$1'));
    else if (double) words.push(expand(double[1] ?? '', variables));
    else throw new Error(`Not a plain argument: ${rest.slice(0, 80)}`);
    rest = rest.slice((bare ?? single?.[0] ?? double?.[0] ?? '').length);
  }
  return words;
}

function expand(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(
    /`([\s\S])|\$\{env:(\w+)\}|\$\(\[char\]0x([0-9A-F]{4})\)|\$/g,
    (found, escaped?: string, name?: string, code?: string) => {
      // Letters after a backtick would be control characters.
      if (escaped !== undefined && !/[a-z0-9]/i.test(escaped)) return escaped;
      if (name !== undefined) return variables[name] ?? '';
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      throw new Error(`Something is expanded: ${found}`);
    },
  );
}
