import type { SecretStorage } from '../../../shared/ipc/secret-status.ts';

/** What the window knows of secrets: that they are there, and where. Never what they are. */
export interface SecretsSlice {
  readonly secretStorage: SecretStorage;
  /** Keys made by `secretKey` (shared/model/secret-keys.ts). */
  readonly clientsWithSecret: ReadonlySet<string>;
  /** Counts secrets that came by another way than the secret field, so that the field forgets what was typed. */
  readonly secretRevision: number;
}

export const initialSecrets: SecretsSlice = {
  secretStorage: 'checking',
  clientsWithSecret: new Set(),
  secretRevision: 0,
};
