import type { SnippetLanguage, SnippetTarget } from '../../../shared/formats/snippets/snippet.ts';
import type { OpenedFile } from '../../../shared/ipc/outputs.ts';

/** The visible page and dialog. Not kept across restarts. */
export interface NavigationSlice {
  readonly page: PageName;
  readonly importDialog: ImportDialogState;
  /** The request whose code is shown. */
  readonly snippetTarget: SnippetTarget | null;
  /** The last chosen language is shown again. */
  readonly snippetLanguage: SnippetLanguage;
  readonly exportedWorkspaceId: string | null;
  readonly variablesDialog: VariablesDialogState;
  /** The section of the settings to open, by title. */
  readonly settingsSection: string | null;
  readonly paletteOpen: boolean;
  /** Recently chosen palette items by ID, latest first. */
  readonly recentChoices: readonly string[];
  /** Presentation mode: large text, only request and result, secrets masked. */
  readonly presenting: boolean;
}

export type PageName = 'flow' | 'history' | 'token-server' | 'settings';

interface ImportDialogState {
  readonly open: boolean;
  /** The dialog's initial text, for example a command pasted into the endpoint field. */
  readonly source: OpenedFile;
  /** Number of openings: a new source resets the form. */
  readonly count: number;
}

interface VariablesDialogState {
  readonly open: boolean;
  /** The variable to show. */
  readonly name: string | null;
}

export const initialNavigation: NavigationSlice = {
  page: 'flow',
  importDialog: { open: false, source: { name: '', text: '' }, count: 0 },
  snippetTarget: null,
  snippetLanguage: 'javascript',
  exportedWorkspaceId: null,
  variablesDialog: { open: false, name: null },
  settingsSection: null,
  paletteOpen: false,
  recentChoices: [],
  presenting: false,
};
