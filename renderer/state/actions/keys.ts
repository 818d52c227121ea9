import { metadataOf } from '../../../shared/discovery/kept-metadata.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Input } from '../../../shared/ipc/inputs.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { SignatureAlgorithm } from '../../../shared/model/client.ts';
import type { Key, KeyDetails } from '../../../shared/model/key.ts';
import { privateKeySecretKey, secretKey } from '../../../shared/model/secret-keys.ts';
import type { Client, Workspace } from '../../../shared/model/workspace.ts';
import { assertionOf } from '../../../shared/oauth/client-authentication/assertion.ts';
import {
  fittingAlgorithm,
  keyKindFor,
  preferredAlgorithm,
} from '../../../shared/oauth/jwt/key-algorithms.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { attributeValue } from '../../../shared/text/distinguished-name.ts';
import { invoke } from '../../api.ts';
import { freeName } from '../free-name.ts';
import { findWorkspace, selectWorkspace } from '../selectors/workspaces.ts';
import type { KeysDialogState, KeyUse } from '../slices/keys.ts';
import { store, update } from '../store.ts';
import { withAssertion } from './client-assertion.ts';
import { withClient } from './clients.ts';
import { updateActiveWorkspace, updateWorkspace } from './workspaces.ts';

type KeyResult = Promise<Result<Key, AppError>>;

/** Opens the key and certificate manager. */
export function openKeys(state: Partial<KeysDialogState> = {}): void {
  update({ keys: { dialog: { view: 'keys', keyId: null, use: null, ...state } } });
}

export function closeKeys(): void {
  update({ keys: { dialog: null } });
}

/** Shows a new key, selected for the purpose the dialog was opened for. */
export function showNewKey(keyId: string, use: KeyUse | null): void {
  if (use !== null) chooseKey(keyId, use);
  openKeys({ keyId, use });
}

/** Generates a key pair in the active workspace. */
export async function makeKey(input: Pick<Input<'key.generate'>, 'name' | 'kind'>): KeyResult {
  const workspaceId = activeId();
  return keep(workspaceId, await invoke('key.generate', { workspaceId, ...input }));
}

/**
 * Generates and selects a key for the active client in one click: of a type the server accepts, with a one-year
 * certificate if it is for TLS.
 */
export async function makeKeyFor(use: KeyUse): KeyResult {
  const workspace = selectWorkspace(store.getState());
  const kind =
    use === 'certificate' ? 'EC P-256' : keyKindFor(preferredAlgorithm(listedAlgorithms(workspace, use)));
  const made = await makeKey({ name: nextKeyName(KEY_NAMES[use], workspace.keys ?? []), kind });
  if (!made.ok) return made;
  const subject = clientSubject(activeClient(workspace).clientId);
  const ready =
    use === 'certificate' ? await certifyKey(made.value, { subject, names: [], days: 365 }) : made;
  if (ready.ok) chooseKey(ready.value.id, use);
  return ready;
}

/** Default name of a new key, by purpose. */
export const KEY_NAMES: Readonly<Record<KeyUse, string>> = {
  assertion: 'Signing key',
  certificate: 'Client certificate',
  proof: 'DPoP key',
};

/** `Signing key`, `Signing key 2`, … */
export function nextKeyName(base: string, keys: readonly Key[]): string {
  return freeName(
    base,
    keys.map(({ name }) => name),
  );
}

/** The usual subject of a client certificate. */
export function clientSubject(clientId: string): string {
  return `CN=${attributeValue(clientId || 'client')}`;
}

/** Imports an existing key. */
export async function importKey(input: Omit<Input<'key.import'>, 'workspaceId'>): KeyResult {
  const workspaceId = activeId();
  return keep(workspaceId, await invoke('key.import', { workspaceId, ...input }));
}

/** A key file the user chooses; null if cancelled. */
export async function openKeyFile(): Promise<Result<{ id: string; name: string } | null, AppError>> {
  const opened = await invoke('key.openFile', undefined);
  return opened.ok ? ok(opened.value.file) : opened;
}

/** Adds a self-signed certificate to the key. */
export async function certifyKey(
  key: Key,
  certificate: Omit<Input<'key.certify'>, 'workspaceId' | 'key'>,
): KeyResult {
  const workspaceId = activeId();
  return keep(workspaceId, await invoke('key.certify', { workspaceId, key, ...certificate }));
}

/** Replaces the key's certificates; empty text removes them. */
export async function setCertificates(key: Key, text: string): KeyResult {
  return keep(activeId(), await invoke('key.setCertificates', { key, text }));
}

/** A certificate request for a CA, in PEM. */
export async function requestCertificate(
  key: Key,
  subject: Pick<Input<'key.requestCertificate'>, 'subject' | 'names'>,
): Promise<Result<string, AppError>> {
  const made = await invoke('key.requestCertificate', { workspaceId: activeId(), key, ...subject });
  return made.ok ? ok(made.value.pem) : made;
}

/** The key's public details, for a server's configuration. */
export function describeKey(key: Key): Promise<Result<KeyDetails, AppError>> {
  return invoke('key.describe', { key });
}

export function renameKey(keyId: string, name: string): void {
  changeKey(keyId, (key) => ({ ...key, name }));
}

/** Sets the key ID in signatures (RFC 7515 §4.1.4), as the server knows it. Empty: none. */
export function setKid(keyId: string, kid: string): void {
  changeKey(keyId, ({ publicJwk: { kid: _, ...publicJwk }, ...key }) => ({
    ...key,
    publicJwk: kid === '' ? publicJwk : { ...publicJwk, kid },
  }));
}

/** Deletes the key, including its private key, and removes it wherever it is selected. */
export function removeKey(keyId: string): void {
  updateActiveWorkspace((workspace) => ({
    ...workspace,
    keys: workspace.keys?.filter(({ id }) => id !== keyId),
    clients: workspace.clients.map((client) => withoutKey(client, keyId)),
  }));
}

/** Selects a key for the active client; null for none. */
export function chooseKey(keyId: string | null, use: KeyUse): void {
  updateActiveWorkspace((workspace) => withKey(workspace, keyId, use));
}

/** The workspace with a key selected for its active client; the signature algorithm is adjusted to the key. */
export function withKey(workspace: Workspace, keyId: string | null, use: KeyUse): Workspace {
  if (use === 'certificate') return withClient(workspace, { certificateKeyId: keyId });
  const client = activeClient(workspace);
  const key = workspace.keys?.find(({ id }) => id === keyId);
  const fitted = (wanted: SignatureAlgorithm) =>
    key ? fittingAlgorithm(key, wanted, listedAlgorithms(workspace, use)) : wanted;
  if (use === 'proof') {
    const { algorithm, ...dpop } = client.dpop ?? { algorithm: preferredAlgorithm() };
    return withClient(workspace, { dpop: { ...dpop, keyId, algorithm: fitted(algorithm) } });
  }
  const signatureAlgorithm = fitted(assertionOf(client).signatureAlgorithm);
  return withAssertion(workspace, { keyId, signatureAlgorithm });
}

/** The algorithms the server accepts for assertions or proofs; empty if it does not list them. */
export function listedAlgorithms(
  workspace: Workspace,
  use: Exclude<KeyUse, 'certificate'>,
): readonly string[] {
  const metadata = metadataOf(workspace);
  const listed =
    use === 'proof'
      ? metadata?.dpop_signing_alg_values_supported
      : metadata?.token_endpoint_auth_signing_alg_values_supported;
  return listed ?? [];
}

function withoutKey(client: Client, keyId: string): Client {
  const { assertion, certificateKeyId, dpop } = client;
  return {
    ...client,
    ...(assertion?.keyId === keyId && { assertion: { ...assertion, keyId: null } }),
    ...(certificateKeyId === keyId && { certificateKeyId: null }),
    ...(dpop?.keyId === keyId && { dpop: { ...dpop, keyId: null } }),
  };
}

/** Saves the key in its workspace. A new key's private key is known to be on this computer. */
function keep(workspaceId: string, result: Result<Key, AppError>): Result<Key, AppError> {
  if (!result.ok) return result;
  const key = result.value;
  const before = findWorkspace(store.getState(), workspaceId)?.keys ?? [];
  const isKnown = before.some(({ id }) => id === key.id);
  updateWorkspace(workspaceId, (workspace) => ({
    ...workspace,
    keys: isKnown ? before.map((each) => (each.id === key.id ? key : each)) : [...before, key],
  }));
  if (isKnown) return result;
  update((state) => ({
    secrets: {
      stored: new Set([...state.secrets.stored, secretKey(workspaceId, privateKeySecretKey(key.id))]),
    },
  }));
  return result;
}

function changeKey(keyId: string, change: (key: Key) => Key): void {
  updateActiveWorkspace((workspace) => ({
    ...workspace,
    keys: workspace.keys?.map((key) => (key.id === keyId ? change(key) : key)),
  }));
}

function activeId(): string {
  return selectWorkspace(store.getState()).id;
}
