import { rootCertificates } from 'node:tls';
import { Worker } from 'node:worker_threads';

/** Run as text, so that no second file has to be found inside the packaged app. */
const READ_STORE = `
  const { parentPort } = require('node:worker_threads');
  const { getCACertificates } = require('node:tls');
  parentPort.postMessage(getCACertificates ? getCACertificates('system') : []);
`;

let loading: Promise<readonly string[]> | null = null;

/**
 * The authorities trusted on this machine, as PEM: those that Node brings (Mozilla's) and those of the operating
 * system, where companies put their own. Reading the system's store takes tens of milliseconds on Linux and can take
 * seconds elsewhere, and only a synchronous call does it: so once, on first use, and in a thread of its own.
 */
export function loadSystemAuthorities(): Promise<readonly string[]> {
  loading ??= readSystemStore()
    // A store that cannot be read must not stop the app: Mozilla's authorities remain.
    .catch(() => [])
    .then((system) => [...new Set([...rootCertificates, ...system].map((pem) => pem.trim()))]);
  return loading;
}

function readSystemStore(): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(READ_STORE, { eval: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread ended without an answer')));
    // It must not keep the app from quitting.
    worker.unref();
  });
}
