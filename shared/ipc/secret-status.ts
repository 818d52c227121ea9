/** `checking` during the keychain probe; `memory` if there is none: secrets are lost when the app quits. */
export type SecretStorage = 'checking' | 'keychain' | 'memory';

export interface SecretStatus {
  readonly hasSecret: boolean;
  readonly storage: SecretStorage;
}
