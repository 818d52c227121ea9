import type { Settings } from './settings.ts';

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  tutorialSeen: false,
  welcomeDone: false,
  proven: { token: [], api: [] },
  checkForUpdates: false,
  zoom: 1,
  history: { entries: 10_000, megabytes: 100 },
  layout: { sidebar: true, timeline: true, resultShare: 0.463, openStep: 'server' },
  trust: { extraCas: [], pins: [] },
};
