/** Hands our signals on to the child and ends as it ends: an interrupted child is no failure of ours. */
export async function followChild(child) {
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, signal) => resolve(status ?? codeOfSignal(signal)));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward);
  process.exitCode = code;
  return code;
}

function codeOfSignal(signal) {
  return signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1;
}
