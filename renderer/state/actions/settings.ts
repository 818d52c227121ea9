import type { Settings } from '../../../shared/model/settings.ts';
import { invoke } from '../../api.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';

/** Trusts a CA in all workspaces, once. */
export async function trustEverywhere({ name, pem }: { name: string; pem: string }): Promise<void> {
  const { trust } = store.getState().settings;
  const others = trust.extraCas.filter((each) => each.pem !== pem);
  await changeSettings({ trust: { ...trust, extraCas: [...others, { name, pem }] } });
}

export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const settings = { ...store.getState().settings, ...change };
  update({ settings });
  reportFailure(await invoke('settings.save', { settings }));
}
