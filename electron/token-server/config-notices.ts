import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import { isCertificateMethod } from '../../shared/token-server/describe-client.ts';
import type { SecretVault } from './clients/secret-vault.ts';

/** What the user should know of a configuration that works, but perhaps not as they mean it. */
export function findConfigNotices(config: TokenServerConfig, vault: SecretVault): string[] {
  return [...findUnreadableSecrets(config, vault), ...findMissingMutualTls(config)];
}

function findUnreadableSecrets({ clients }: TokenServerConfig, vault: SecretVault): string[] {
  return clients.flatMap(({ authentication, clientId }) => {
    if (authentication.method !== 'client_secret_jwt' || authentication.secret === null) return [];
    if (vault.open(authentication.secret) !== null) return [];
    return [`The secret of the client “${clientId}” was sealed by a key that is gone: set it anew.`];
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
  const why = scheme === 'http' ? 'there is none without HTTPS' : 'it is off';
  return [`Mutual TLS is needed by ${names}, and ${why}: they get no token.`];
}
