/** The settings' sections by their titles, in their order. */
export const SETTINGS_SECTIONS = [
  'Appearance',
  'Workspaces',
  'Trust',
  'Secrets',
  'History',
  'Tutorial',
  'Keyboard',
  'About',
] as const;

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];
