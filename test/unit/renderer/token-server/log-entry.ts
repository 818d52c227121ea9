import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';

/** A line of the server's log; what a test is about is passed in. */
export function logEntry(about: Partial<TokenServerLogEntry> = {}): TokenServerLogEntry {
  return {
    id: 1,
    at: Date.UTC(2026, 0, 2, 3, 4, 5),
    method: 'POST',
    path: '/oauth/v2/oauth-token',
    status: 200,
    duration: 3,
    remotePort: 50_000,
    clientId: 'server',
    decision: 'token issued',
    ...about,
  };
}
