import { DEFAULT_SETTINGS, type Settings } from '../../../shared/model/settings.ts';

export interface SettingsSlice {
  readonly settings: Settings;
}

export const initialSettings: SettingsSlice = { settings: DEFAULT_SETTINGS };
