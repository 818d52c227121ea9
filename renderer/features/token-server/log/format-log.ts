import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';

export type LogFormat = 'jsonl' | 'text';

/** Entries as a file: a JSON object each line, or a line each to read. */
export function formatLog(entries: readonly TokenServerLogEntry[], format: LogFormat): string {
  return entries.map((entry) => `${format === 'jsonl' ? formatJson(entry) : formatText(entry)}\n`).join('');
}

/** The time as text, for those who read it and for tools alike (RFC 3339). */
function formatJson({ at, ...entry }: TokenServerLogEntry): string {
  return JSON.stringify({ at: new Date(at).toISOString(), ...entry });
}

function formatText(entry: TokenServerLogEntry): string {
  const { at, clientId, decision, duration, method, path, remotePort, status } = entry;
  const client = clientId === null ? '-' : JSON.stringify(clientId);
  return [
    new Date(at).toISOString(),
    status === 0 ? '---' : status,
    method,
    path === '' ? '-' : path,
    `client=${client}`,
    `port=${remotePort}`,
    `${duration.toFixed(1)}ms`,
    // A line is a line, whatever is in it.
    decision.replace(/\s+/g, ' '),
  ].join(' ');
}
