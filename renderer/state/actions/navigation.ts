import type { SnippetLanguage, SnippetTarget } from '../../../shared/formats/snippets/snippet.ts';
import type { PageName } from '../slices/navigation.ts';
import type { TokenServerTab } from '../slices/token-server.ts';
import { store } from '../store.ts';

export function showPage(page: PageName): void {
  store.setState({ page });
}

/** Opens the token server's page at one of its tabs. */
export function showTokenServer(tokenServerTab: TokenServerTab): void {
  store.setState({ page: 'token-server', tokenServerTab });
}

/** Opens the settings at one of their sections. */
export function showSettings(section: string): void {
  store.setState({ page: 'settings', settingsSection: section });
}

/** Opens the command palette. */
export function openPalette(): void {
  store.setState({ paletteOpen: true });
}

export function closePalette(): void {
  store.setState({ paletteOpen: false });
}

/** What was chosen in the palette comes first the next time. */
export function rememberChoice(id: string): void {
  store.setState(({ recentChoices }) => ({
    recentChoices: [id, ...recentChoices.filter((each) => each !== id)].slice(0, MOST_RECENT),
  }));
}

const MOST_RECENT = 8;

/** Opens the dialog that reads curl commands and files, with the text of the named file or of the clipboard. */
export function openImport(text = '', name = ''): void {
  store.setState(({ importDialog: { count } }) => ({
    importDialog: { open: true, source: { name, text }, count: count + 1 },
  }));
}

export function closeImport(): void {
  store.setState(({ importDialog: { count } }) => ({
    importDialog: { open: false, source: { name: '', text: '' }, count },
  }));
}

/** Shows the code that makes the token call or the API call. */
export function showSnippets(target: SnippetTarget): void {
  store.setState({ snippetTarget: target });
}

export function chooseSnippetLanguage(language: SnippetLanguage): void {
  store.setState({ snippetLanguage: language });
}

export function closeSnippets(): void {
  store.setState({ snippetTarget: null });
}

export function openExport(workspaceId: string): void {
  store.setState({ exportedWorkspaceId: workspaceId });
}

export function closeExport(): void {
  store.setState({ exportedWorkspaceId: null });
}

/** Opens what this workspace trusts. */
export function showTrust(): void {
  showSettings('Trust');
}
