import type { CertificateProblem } from '../../../shared/token-server/faults.ts';
import { makeWrongCertificate } from '../certificates/certificate-store.ts';
import type { CertifiedKey } from '../certificates/key-pair.ts';

/** Certificates that clients must reject, generated on demand and kept in memory only. */
export interface WrongCertificates {
  /** Rejects with the platform's error if the local CA is not available. */
  prepare(problem: CertificateProblem): Promise<void>;
  /** For a prepared problem. */
  get(problem: CertificateProblem): CertifiedKey;
}

/** `folder` contains the local CA, which signs those with a valid chain. */
export function createWrongCertificates(folder: string, clock: () => number): WrongCertificates {
  const made = new Map<CertificateProblem, CertifiedKey>();
  return {
    async prepare(problem) {
      if (!made.has(problem)) made.set(problem, await makeWrongCertificate(folder, problem, clock()));
    },
    get(problem) {
      const certificate = made.get(problem);
      if (certificate === undefined) throw new Error(`no certificate was prepared that is ${problem}`);
      return certificate;
    },
  };
}
