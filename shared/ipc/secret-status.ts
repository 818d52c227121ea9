/** `checking` until the system's keychain has answered; `memory` where there is none: secrets end with the app. */
export type SecretStorage = 'checking' | 'keychain' | 'memory';

export interface SecretStatus {
  readonly hasSecret: boolean;
  readonly storage: SecretStorage;
}
