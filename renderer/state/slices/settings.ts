import { DEFAULT_SETTINGS } from '../../../shared/model/default-settings.ts';
import type { Settings } from '../../../shared/model/settings.ts';

export interface SettingsSlice {
  readonly settings: Settings;
}

export const initialSettings: SettingsSlice = { settings: DEFAULT_SETTINGS };
