import type { SnippetLanguage, SnippetTarget } from '../../../shared/formats/snippets/snippet.ts';
import type { OpenedFile } from '../../../shared/ipc/outputs.ts';

/** Which page and which dialog is shown. Not kept across restarts. */
export interface NavigationSlice {
  readonly page: PageName;
  readonly importDialog: ImportDialogState;
  /** Whose code is shown. */
  readonly snippetTarget: SnippetTarget | null;
  /** Who writes Go looks for Go again. */
  readonly snippetLanguage: SnippetLanguage;
  readonly exportedWorkspaceId: string | null;
  readonly variablesDialog: VariablesDialogState;
  /** The section of the settings to go to, by its title. */
  readonly settingsSection: string | null;
  readonly paletteOpen: boolean;
  /** What was chosen in the palette, by the items' ids, the latest first. */
  readonly recentChoices: readonly string[];
  /** Large type, request and result alone, secrets masked: for a room. */
  readonly presenting: boolean;
}

export type PageName = 'flow' | 'history' | 'token-server' | 'settings';

interface ImportDialogState {
  readonly open: boolean;
  /** What the dialog starts with, for example a command pasted into the endpoint field. */
  readonly source: OpenedFile;
  /** How often it was opened: another source starts another form. */
  readonly count: number;
}

interface VariablesDialogState {
  readonly open: boolean;
  /** The variable to go to. */
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
