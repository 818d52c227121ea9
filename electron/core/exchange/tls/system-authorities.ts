import { rootCertificates } from 'node:tls';
import { Worker } from 'node:worker_threads';

/** Run from a string, so that the packaged app needs no second file. */
const READ_STORE = `
  const { parentPort } = require('node:worker_threads');
  const { getCACertificates } = require('node:tls');
  parentPort.postMessage(getCACertificates ? getCACertificates('system') : []);
`;

let loading: Promise<readonly string[]> | null = null;

/**
 * CAs trusted on this machine, as PEM: Node's (Mozilla's) and the operating system's, where companies add their own.
 * Reading the system's store takes from tens of milliseconds to seconds, and the API is synchronous. So it runs once,
 * on first use, on a worker thread.
 */
export function loadSystemAuthorities(): Promise<readonly string[]> {
  loading ??= readSystemStore()
    // If the store cannot be read, continue with Mozilla's CAs.
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
