import { readdirSync, readFileSync } from 'node:fs';

/**
 * The memory of a process and all its descendants in MiB, as proportional set size: a page that several processes share
 * counts once. Undefined where the system has no /proc.
 */
export function measureMemory(pid) {
  if (process.platform !== 'linux') return undefined;
  const parents = readParents();
  const family = [pid];
  for (const each of family)
    family.push(...parents.filter(({ parent }) => parent === each).map(({ id }) => id));
  return family.reduce((sum, each) => sum + readPss(each), 0) / 1024;
}

function readParents() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      // After the name in parentheses, which may hold anything: state, parent.
      const parent = readOrEmpty(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ')[1];
      return parent === undefined ? [] : [{ id: Number(name), parent: Number(parent) }];
    });
}

function readPss(pid) {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readOrEmpty(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

/** A process may end meanwhile. */
function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
