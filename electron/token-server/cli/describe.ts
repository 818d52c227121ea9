import { dirname } from 'node:path';
import { makeVisible } from '../../../shared/text/visible-text.ts';
import { viewClient } from '../../../shared/token-server/client-view.ts';
import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import { describeAuthentication } from '../../../shared/token-server/describe-client.ts';
import { describeEffect } from '../../../shared/token-server/describe-fault.ts';
import { mutualTlsOf } from '../../../shared/token-server/server-rules.ts';
import type {
  TokenServerEndpoints,
  TokenServerFailure,
  TokenServerLogEntry,
  TokenServerState,
} from '../../../shared/token-server/state.ts';
import { PATHS } from '../paths.ts';

type Running = Extract<TokenServerState, { status: 'running' }>;

/** Printed when the server is listening. `demoSecret` is null with the user's own clients. */
export function describeStart(
  { endpoints, faults = [], notices = [] }: Running,
  config: TokenServerConfig,
  caFile: string,
  demoSecret: string | null,
): string {
  const trust = endpoints.caPem === null ? '' : ` --cacert '${caFile}'`;
  const warnings = endpoints.network === undefined ? [] : [endpoints.network.warning];
  const lines = [
    ...[...warnings, ...notices].map((notice) => `Note: ${notice}`),
    `Token server   ${endpoints.baseUrl}`,
    `  token        ${endpoints.token}`,
    ...(endpoints.introspection === '' ? [] : [`  introspect   ${endpoints.introspection}`]),
    ...(endpoints.revocation === '' ? [] : [`  revoke       ${endpoints.revocation}`]),
    `  public keys  ${endpoints.jwks}`,
    `  issuer       ${endpoints.issuer}`,
    `  metadata     ${endpoints.metadata}`,
    `  demo API     ${endpoints.api}, ${PATHS.apiRead}, ${PATHS.apiWrite}, ${PATHS.apiEcho}`,
    ...describeMutualTls(config, endpoints),
    ...(endpoints.network?.baseUrls ?? []).map((url) => `  also at      ${url}`),
    ...(endpoints.network?.caPem ? [`  network CA   in ${dirname(caFile)}, network-*-ca.pem`] : []),
    ...(endpoints.caPem === null ? [] : [`  CA           ${caFile}`]),
    ...describeClients(config),
    ...faults.map(({ fault }) => `Fault          ${fault.endpoint}: ${describeEffect(fault.effect)}`),
  ];
  if (demoSecret !== null) {
    lines.push(
      '',
      `curl${trust} -X POST ${endpoints.token} \\`,
      `  -d 'grant_type=client_credentials&client_id=server&client_secret=${demoSecret}&scope=read'`,
    );
  }
  lines.push('', 'Ctrl+C stops it.');
  return lines.join('\n');
}

/** The fix if the folder is not writable. */
export const OTHER_FOLDER = 'Name another folder by --data-dir.';

/** Why it did not start, with the option that fixes it. */
export function describeFailure({ code, freePort, message, mutualTlsPort }: TokenServerFailure): string {
  if (mutualTlsPort !== undefined) return `${message} Name it as mutualTls.port in the configuration.`;
  if (freePort !== null) return `${message} Try --port ${freePort}.`;
  return code === 'certificate' ? `${message}. ${OTHER_FOLDER}` : message;
}

function describeMutualTls(
  config: TokenServerConfig,
  { baseUrl, mutualTls }: TokenServerEndpoints,
): string[] {
  if (mutualTlsOf(config).mode === 'off') return [];
  return [`  mutual TLS   ${mutualTls?.baseUrl ?? baseUrl}`];
}

function describeClients({ clients }: TokenServerConfig): string[] {
  if (clients.length === 0) return ['Clients        none'];
  return clients.map((client, index) => {
    const how = describeAuthentication(viewClient(client).authentication);
    const disabled = client.enabled === false ? ', disabled' : '';
    return `${index === 0 ? 'Clients' : '       '}        ${client.clientId}: ${how}${disabled}`;
  });
}

/** The log entries after number `last`, one per line. At most one batch. */
export function describeEntries(entries: readonly TokenServerLogEntry[], last: number): string {
  const untold = (entries[0]?.id ?? 0) - last - 1;
  const lines = entries.map(describeEntry);
  return (untold > 0 ? [`… ${untold} more, too many to print`, ...lines] : lines).join('\n');
}

/** One request as a line. */
export function describeEntry({
  at,
  clientId,
  decision,
  duration,
  method,
  path,
  status,
}: TokenServerLogEntry): string {
  const time = new Date(at).toISOString().slice(11, 23);
  const who = clientId === null ? '' : ` ${JSON.stringify(clientId)}:`;
  const line = [time, method, path, String(status), `${duration.toFixed(1)} ms${who} ${decision}`]
    .filter((part) => part !== '')
    .join(' ');
  // Client names are untrusted: escape terminal control sequences.
  return makeVisible(line);
}
