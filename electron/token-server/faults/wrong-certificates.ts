import type { CertificateProblem } from '../../../shared/token-server/faults.ts';
import { makeWrongCertificate } from '../certificates/certificate-store.ts';
import type { CertifiedKey } from '../certificates/key-pair.ts';

/** Certificates that clients must refuse, made when a fault first needs them and kept in memory only. */
export interface WrongCertificates {
  /** Rejects with the platform's error when the local CA cannot be had. */
  prepare(problem: CertificateProblem): Promise<void>;
  /** Of a problem that has been prepared. */
  get(problem: CertificateProblem): CertifiedKey;
}

/** `folder` holds the local CA, which signs those whose chain is right. */
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
