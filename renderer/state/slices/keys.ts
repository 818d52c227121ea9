/** The manager of keys and certificates; null while it is closed. */
export interface KeysSlice {
  readonly dialog: KeysDialogState | null;
}

export interface KeysDialogState {
  readonly view: KeysView;
  /** The key that is looked at. */
  readonly keyId: string | null;
  /** What a key that is made or imported now is chosen for; null: for nothing yet. */
  readonly use: KeyUse | null;
}

type KeysView = 'keys' | 'make' | 'import';

/**
 * `assertion`: signs the client's assertions. `certificate`: its certificate is presented in handshakes. `proof`: tokens are
 * bound to it (DPoP).
 */
export type KeyUse = 'assertion' | 'certificate' | 'proof';

export const initialKeys: KeysSlice = { dialog: null };
