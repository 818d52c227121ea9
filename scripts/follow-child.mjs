const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const ORPHAN_CHECK_MS = 50;

/** Who started us, looked at before anything takes time. */
const parent = process.ppid;

/** Hands our signals on to the child and ends as it ends: an interrupted child is no failure of ours. */
export async function followChild(child) {
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  const watch = watchShell(() => child.kill('SIGTERM'));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, signal) => resolve(status ?? codeOfSignal(signal)));
  });
  clearInterval(watch);
  for (const signal of SIGNALS) process.off(signal, forward);
  process.exitCode = code;
  return code;
}

/**
 * npm starts scripts in a shell, and hands signals on to that shell: it ends, and tells nobody. That it is gone is seen
 * by having another parent. Who was not started by npm may well outlive its parent.
 */
function watchShell(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onGone();
  }, ORPHAN_CHECK_MS);
  return watch;
}

function codeOfSignal(signal) {
  return signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1;
}
