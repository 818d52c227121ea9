import type { SecretStorage } from '../../../shared/ipc/secret-status.ts';

/** What the window knows about secrets: that they exist, and where. Never their values. */
export interface SecretsSlice {
  readonly storage: SecretStorage;
  /** Keys made by `secretKey` (shared/model/secret-keys.ts). */
  readonly stored: ReadonlySet<string>;
  /** Counts secrets that did not come from the secret field, so that the field clears its text. */
  readonly revision: number;
}

export const initialSecrets: SecretsSlice = {
  storage: 'checking',
  stored: new Set(),
  revision: 0,
};
