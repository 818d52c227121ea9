import { readFileSync } from 'node:fs';

/** Throws if a process of the app runs as root, or if its page runs without Chromium's sandbox. */
export function verifySandbox(pid) {
  const processes = [pid, ...descendants(pid)];
  const pages = processes.filter((each) => read(each, 'cmdline').includes('--type=renderer'));
  if (pages.length === 0) throw new Error('no page process found');
  for (const each of processes) {
    if (/^Uid:\s+0\s/m.test(read(each, 'status'))) throw new Error(`process ${each} runs as root`);
  }
  for (const page of pages) {
    if (!/^Seccomp:\s+2$/m.test(read(page, 'status'))) throw new Error('the page runs without the sandbox');
  }
}

const read = (pid, file) => readFileSync(`/proc/${pid}/${file}`, 'utf8');

function descendants(pid) {
  const children = read(pid, `task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}
