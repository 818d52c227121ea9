import { appError } from '../../../shared/errors.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { TlsPolicy } from '../../../shared/tls/policy.ts';
import type { TrustDescription } from '../../../shared/tls/trust-description.ts';
import { invoke } from '../../api.ts';
import { findSaved } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { reportFailure, showError } from './notices.ts';
import { changeSettings } from './settings.ts';
import { offerUndo } from './toast.ts';
import { updateWorkspace } from './workspaces.ts';

/** The scope of a trust setting: a workspace's ID, or `all`. */
export type TrustScope = string;

export const ALL_WORKSPACES: TrustScope = 'all';

type Trust = Settings['trust'];

/** A CA of a workspace, or of all. */
export type TrustedCa = TlsPolicy['extraCas'][number];
export type Pin = TlsPolicy['pins'][number];

export async function describeTrust(pems: readonly string[]): Promise<TrustDescription | null> {
  const result = await invoke('trust.describe', { pems: [...pems] });
  return reportFailure(result) ? result.value : null;
}

export function setVerificationOf(workspaceId: string, verification: TlsPolicy['verification']): void {
  updateWorkspace(workspaceId, (workspace) => ({ ...workspace, tls: { ...workspace.tls, verification } }));
}

/** Reads certificates from a PEM file; on failure shows an error and resolves to null. */
export async function readCaFile(file: File): Promise<TrustedCa | null> {
  const pem = await file.text();
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return { name: file.name, pem };
  showError(
    appError('config.invalid', `${file.name} has no certificate in PEM form.`, {
      nextStep: 'Convert a binary certificate first: openssl x509 -inform der.',
    }),
  );
  return null;
}

/** Trusts the certificates of a PEM file as CAs. */
export async function addCa(scope: TrustScope, file: File): Promise<void> {
  const ca = await readCaFile(file);
  if (ca) changeTrust(scope, (trust) => ({ ...trust, extraCas: [...trust.extraCas, ca] }));
}

export function removeCa(scope: TrustScope, ca: TrustedCa): void {
  const index = trustOf(scope).extraCas.indexOf(ca);
  if (index < 0) return;
  changeTrust(scope, (trust) => ({ ...trust, extraCas: trust.extraCas.toSpliced(index, 1) }));
  offerUndo(`No longer trusts “${ca.name}”.`, () =>
    changeTrust(scope, (trust) => ({ ...trust, extraCas: trust.extraCas.toSpliced(index, 0, ca) })),
  );
}

export function removePin(scope: TrustScope, pin: Pin): void {
  const index = trustOf(scope).pins.indexOf(pin);
  if (index < 0) return;
  changeTrust(scope, (trust) => ({ ...trust, pins: trust.pins.toSpliced(index, 1) }));
  offerUndo(`Removed the pin of ${pin.host}.`, () =>
    changeTrust(scope, (trust) => ({ ...trust, pins: trust.pins.toSpliced(index, 0, pin) })),
  );
}

function trustOf(scope: TrustScope): Trust {
  const state = store.getState();
  if (scope === ALL_WORKSPACES) return state.settings.trust;
  return findSaved(state, scope)?.tls ?? { extraCas: [], pins: [] };
}

function changeTrust(scope: TrustScope, change: (trust: Trust) => Trust): void {
  if (scope === ALL_WORKSPACES) {
    const { extraCas, pins } = change(trustOf(scope));
    void changeSettings({ trust: { extraCas, pins } });
    return;
  }
  updateWorkspace(scope, (workspace) => ({
    ...workspace,
    tls: { ...workspace.tls, ...change({ extraCas: workspace.tls.extraCas, pins: workspace.tls.pins }) },
  }));
}
