import type { SnippetLanguage, SnippetTarget } from '../../../shared/formats/snippets/snippet.ts';
import type { PageName } from '../slices/navigation.ts';
import type { TokenServerTab } from '../slices/token-server.ts';
import { store, update } from '../store.ts';

export function showPage(page: PageName): void {
  update({ navigation: { page } });
}

/** Opens a tab of the token server page. */
export function showTokenServer(tokenServerTab: TokenServerTab): void {
  update({ navigation: { page: 'token-server' }, tokenServer: { tab: tokenServerTab } });
}

/** Opens a section of the settings. */
export function showSettings(section: string): void {
  update({ navigation: { page: 'settings', settingsSection: section } });
}

/** Opens the command palette. */
export function openPalette(): void {
  update({ navigation: { paletteOpen: true } });
}

export function closePalette(): void {
  update({ navigation: { paletteOpen: false } });
}

/** Recently chosen palette items come first. */
export function rememberChoice(id: string): void {
  update(({ navigation: { recentChoices } }) => ({
    navigation: { recentChoices: [id, ...recentChoices.filter((each) => each !== id)].slice(0, MOST_RECENT) },
  }));
}

const MOST_RECENT = 8;

/** Opens the import dialog with the text of a file or the clipboard. */
export function openImport(text = '', name = ''): void {
  const { count } = store.getState().navigation.importDialog;
  update({ navigation: { importDialog: { open: true, source: { name, text }, count: count + 1 } } });
}

export function closeImport(): void {
  const { count } = store.getState().navigation.importDialog;
  update({ navigation: { importDialog: { open: false, source: { name: '', text: '' }, count } } });
}

/** Shows code for the token request or the API call. */
export function showSnippets(target: SnippetTarget): void {
  update({ navigation: { snippetTarget: target } });
}

export function chooseSnippetLanguage(language: SnippetLanguage): void {
  update({ navigation: { snippetLanguage: language } });
}

export function closeSnippets(): void {
  update({ navigation: { snippetTarget: null } });
}

export function openExport(workspaceId: string): void {
  update({ navigation: { exportedWorkspaceId: workspaceId } });
}

export function closeExport(): void {
  update({ navigation: { exportedWorkspaceId: null } });
}

/** Shows what this workspace trusts. */
export function showTrust(): void {
  showSettings('Trust');
}
