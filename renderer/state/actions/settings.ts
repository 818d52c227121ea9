import type { Settings } from '../../../shared/model/settings.ts';
import { invoke } from '../../api.ts';
import { store } from '../store.ts';
import { reportFailure } from './notices.ts';

export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const settings = { ...store.getState().settings, ...change };
  store.setState({ settings });
  reportFailure(await invoke('settings.save', { settings }));
}
