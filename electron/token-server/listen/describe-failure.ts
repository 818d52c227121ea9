import { describeEffect } from '../../../shared/token-server/describe-fault.ts';
import type { Fault } from '../../../shared/token-server/faults.ts';
import type { TokenServerFailure } from '../../../shared/token-server/state.ts';
import { findFreePort } from './free-port.ts';

/** Why listening failed, with an alternative port if that helps. */
export async function describeListenFailure(cause: unknown, port: number): Promise<TokenServerFailure> {
  if (cause instanceof SecondPortError) return describeSecondPortFailure(cause, port);
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    return describeTaken(port, 'another program');
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const freePort = await findFreePort(8442);
    const why = port < 1024 ? 'ports below 1024 are for the administrator' : 'the system does not allow it';
    return { code: 'permission-denied', message: `Port ${port} may not be used: ${why}.`, freePort };
  }
  const message = `The token server could not listen on port ${port}: ${messageOf(cause)}`;
  return { code: 'other', message, freePort: null };
}

async function describeTaken(port: number, by: string): Promise<TokenServerFailure> {
  const freePort = await findFreePort(port);
  const offer = freePort === null ? '' : ` Port ${freePort} is free.`;
  return { code: 'port-in-use', message: `Port ${port} is already in use by ${by}.${offer}`, freePort };
}

/** The mutual TLS port failed, but the main one did not. `cause` is the platform's error. */
export class SecondPortError extends Error {
  readonly port: number;

  constructor(port: number, cause: unknown) {
    super(`port ${port} for mutual TLS`, { cause });
    this.port = port;
  }
}

/** Offers no free port: that offer is for the main port. */
async function describeSecondPortFailure(
  { cause, port }: SecondPortError,
  mainPort: number,
): Promise<TokenServerFailure> {
  const { code, message } =
    port === mainPort
      ? await describeTaken(port, 'the token server itself')
      : await describeListenFailure(cause, port);
  return {
    code,
    message: `Mutual TLS has no port. ${message}`,
    freePort: null,
    mutualTlsPort: port,
  };
}

/** Why there is no HTTPS certificate. */
export function describeCertificateFailure(cause: unknown, folder: string): TokenServerFailure {
  const message = `The certificate in ${folder} could neither be read nor made: ${messageOf(cause)}`;
  return { code: 'certificate', message, freePort: null };
}

/** Why there are no signing keys. */
export function describeKeyFailure(cause: unknown, folder: string): TokenServerFailure {
  const message = `The signing keys in ${folder} could neither be read nor made: ${messageOf(cause)}`;
  return { code: 'other', message, freePort: null };
}

/** Why a fault could not be armed. */
export function describeFaultFailure(cause: unknown, { effect }: Fault): string {
  return `The fault “${describeEffect(effect)}” could not be armed: ${messageOf(cause)}`;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
