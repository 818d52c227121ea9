/** The key and certificate manager; null while closed. */
export interface KeysSlice {
  readonly dialog: KeysDialogState | null;
}

export interface KeysDialogState {
  readonly view: KeysView;
  /** The selected key. */
  readonly keyId: string | null;
  /** The purpose to select a new key for; null: none. */
  readonly use: KeyUse | null;
}

type KeysView = 'keys' | 'make' | 'import';

/**
 * `assertion`: signs the client's assertions. `certificate`: its certificate is presented in TLS handshakes. `proof`:
 * tokens are bound to it (DPoP).
 */
export type KeyUse = 'assertion' | 'certificate' | 'proof';

export const initialKeys: KeysSlice = { dialog: null };
