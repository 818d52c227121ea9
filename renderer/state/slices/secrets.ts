import type { SecretStorage } from '../../../shared/ipc/secret-status.ts';

/** What the window knows of secrets: that they are there, and where. Never what they are. */
export interface SecretsSlice {
  readonly storage: SecretStorage;
  /** Keys made by `secretKey` (shared/model/secret-keys.ts). */
  readonly stored: ReadonlySet<string>;
  /** Counts secrets that came by another way than the secret field, so that the field forgets what was typed. */
  readonly revision: number;
}

export const initialSecrets: SecretsSlice = {
  storage: 'checking',
  stored: new Set(),
  revision: 0,
};
