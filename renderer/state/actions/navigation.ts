import type { SnippetLanguage, SnippetTarget } from '../../../shared/formats/snippets/snippet.ts';
import type { PageName } from '../slices/navigation.ts';
import type { TokenServerTab } from '../slices/token-server.ts';
import { store } from '../store.ts';
import { openStep } from './workbench.ts';

export function showPage(page: PageName): void {
  store.setState({ page });
}

/** Opens the token server's page at one of its tabs. */
export function showTokenServer(tokenServerTab: TokenServerTab): void {
  store.setState({ page: 'token-server', tokenServerTab });
}

/** Opens the dialog that reads curl commands and files, with the text already in it where there is one. */
export function openImport(text = ''): void {
  store.setState({ importDialog: { open: true, text } });
}

export function closeImport(): void {
  store.setState({ importDialog: { open: false, text: '' } });
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

/** Opens what this workspace trusts: for now, the switch of step 1. */
export function showTrust(): void {
  showPage('flow');
  openStep('server');
}
