import type { LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket } from 'node:net';
import { orStopped } from '../time-limit.ts';

export interface TcpTarget {
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** Null if the host is an IP address. */
  readonly addresses: readonly LookupAddress[] | null;
}

/** Tries the addresses in turn (RFC 8305), so `localhost` works on both ::1 and 127.0.0.1. */
export function connectTcp({ hostname, port, addresses }: TcpTarget, signal: AbortSignal): Promise<Socket> {
  const socket = connect({
    host: hostname,
    port,
    noDelay: true,
    autoSelectFamily: true,
    ...(addresses ? { lookup: answerWith(addresses) } : {}),
  });
  const connected = new Promise<Socket>((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.on('error', reject);
  });
  return orStopped(connected, signal).catch((error: unknown) => {
    connected.catch(() => {});
    socket.destroy();
    throw error;
  });
}

/** DNS was resolved, and timed, earlier. */
function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all) return callback(null, [...addresses]);
    const first = addresses[0];
    callback(null, first?.address ?? '', first?.family);
  };
}
