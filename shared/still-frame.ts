/** What the still picture of the window needs to know to stand where the real one will. */
export interface StillFrameLook {
  readonly dark: boolean;
  readonly sidebar: boolean;
  readonly timeline: boolean;
  /** Of the width beside the sidebar, as in the settings. */
  readonly resultShare: number;
  /** Whether the page that greets a new user comes, instead of the panes. */
  readonly welcome: boolean;
}

/** Stand in the built index.html; the main process replaces them at each load. */
export const STILL_FRAME_PLACEHOLDERS = {
  scheme: '__COLOR_SCHEME__',
  collapsed: '__SIDEBAR_COLLAPSED__',
  timeline: '__TIMELINE_OPEN__',
  resultShare: '__RESULT_SHARE__',
  welcome: '__WELCOME__',
} as const;

/** The text that replaces each placeholder. */
export function fillStillFrame(look: StillFrameLook): Readonly<Record<string, string>> {
  return {
    [STILL_FRAME_PLACEHOLDERS.scheme]: look.dark ? 'dark' : 'light',
    [STILL_FRAME_PLACEHOLDERS.collapsed]: String(!look.sidebar),
    [STILL_FRAME_PLACEHOLDERS.timeline]: String(look.timeline),
    [STILL_FRAME_PLACEHOLDERS.resultShare]: String(look.resultShare),
    [STILL_FRAME_PLACEHOLDERS.welcome]: String(look.welcome),
  };
}
