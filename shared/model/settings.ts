import { z } from 'zod';
import { TlsPolicySchema } from '../tls/policy.ts';

const ThemeSchema = z.enum(['system', 'light', 'dark']);

export const SettingsSchema = z.object({
  theme: ThemeSchema,
  tutorialSeen: z.boolean(),
  /** Whether the welcome page has been dismissed. */
  welcomeDone: z.boolean().default(false),
  /** The oldest unpinned exchange is evicted to make room. */
  history: z
    .object({
      entries: z.number().int().min(10).max(100_000),
      megabytes: z.number().int().min(1).max(10_000),
    })
    .default({ entries: 10_000, megabytes: 100 }),
  /** Workspaces whose first token request and API call succeeded: their steps are folded once. */
  proven: z
    .object({ token: z.array(z.string().max(200)), api: z.array(z.string().max(200)) })
    .default({ token: [], api: [] }),
  /** Whether to ask for the latest release at each start. */
  checkForUpdates: z.boolean().default(false),
  /** How large everything in the window is; 1 is as designed. */
  zoom: z.number().min(0.5).max(2).default(1),
  /** The window's layout. */
  layout: z
    .object({
      sidebar: z.boolean(),
      timeline: z.boolean(),
      /** Share of the width beside the sidebar. */
      resultShare: z.number().min(0.2).max(0.8),
      openStep: z.enum(['server', 'request', 'api']).nullable(),
    })
    .default({ sidebar: true, timeline: true, resultShare: 0.463, openStep: 'server' }),
  /** CAs trusted by every workspace, in addition to its own. */
  trust: TlsPolicySchema.pick({ extraCas: true, pins: true }).default({ extraCas: [], pins: [] }),
});
export type Settings = z.infer<typeof SettingsSchema>;
