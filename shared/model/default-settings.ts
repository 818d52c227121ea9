import type { Settings } from './settings.ts';

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  tutorialSeen: false,
  history: { entries: 10_000, megabytes: 100 },
  trust: { extraCas: [], pins: [] },
};
