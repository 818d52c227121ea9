import type { Network, TokenServerConfig } from '../../shared/token-server/config.ts';
import { isCertificateMethod } from '../../shared/token-server/describe-client.ts';
import type { SecretVault } from './clients/secret-vault.ts';
import { findPathClashes } from './paths.ts';

/** Notices about a valid configuration that may not do what the user expects. */
export function findConfigNotices(config: TokenServerConfig, vault: SecretVault): string[] {
  return [
    ...findPathClashes(config.standIn).map(
      (clash) => `Endpoint paths: ${clash}. Only one of them is served.`,
    ),
    ...findUnreadableSecrets(config, vault),
    ...findMissingMutualTls(config),
  ];
}

/** Who else can use the server, for the window's banner, the terminal and the log. */
export function describeReach(network: Network, scheme: TokenServerConfig['scheme']): string {
  const names = network.names.join(', ');
  if (network.host === undefined)
    return `The token server also accepts requests for ${names}, on this machine only.`;
  const where =
    network.host === '0.0.0.0' || network.host === '::' ? 'all addresses of this machine' : network.host;
  const clear = scheme === 'http' ? ' Secrets and tokens are sent unencrypted.' : '';
  return `The token server is open to the network at ${where} (as ${names}). Anyone who can reach it can use it.${clear}`;
}

function findUnreadableSecrets({ clients }: TokenServerConfig, vault: SecretVault): string[] {
  return clients.flatMap(({ authentication, clientId }) => {
    if (authentication.method !== 'client_secret_jwt' || authentication.secret === null) return [];
    if (vault.open(authentication.secret) !== null) return [];
    return [
      `The secret of the client “${clientId}” was sealed with a key that no longer exists. Set a new secret.`,
    ];
  });
}

function findMissingMutualTls({ clients, mutualTls, scheme }: TokenServerConfig): string[] {
  const isOff = mutualTls === undefined || mutualTls.mode === 'off';
  if (!isOff && scheme === 'https') return [];
  const needed = clients.filter(
    ({ authentication, certificateBinding, enabled }) =>
      enabled !== false && (isCertificateMethod(authentication.method) || certificateBinding === 'required'),
  );
  if (needed.length === 0) return [];
  const names = needed.map(({ clientId }) => `“${clientId}”`).join(', ');
  const why = scheme === 'http' ? 'it needs HTTPS' : 'it is off';
  return [`Mutual TLS is required by ${names}, but ${why}. They get no token.`];
}
