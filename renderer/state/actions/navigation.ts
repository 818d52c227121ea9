import type { SnippetLanguage, SnippetTarget } from '../../../shared/formats/snippets/snippet.ts';
import type { FlowCard, PageName } from '../slices/navigation.ts';
import type { TokenServerTab } from '../slices/token-server.ts';
import { store } from '../store.ts';

export function showPage(page: PageName): void {
  store.setState({ page });
}

/** Opens the token server's page at one of its tabs. */
export function showTokenServer(tokenServerTab: TokenServerTab): void {
  store.setState({ page: 'token-server', tokenServerTab });
}

export function toggleCard(card: FlowCard): void {
  setCardOpen(card, !store.getState().openCards[card]);
}

export function setCardOpen(card: FlowCard, open: boolean): void {
  store.setState(({ openCards }) => ({ openCards: { ...openCards, [card]: open } }));
}

/** Goes to where the API is called, with the keyboard too. */
export function focusCallApi(): void {
  setCardOpen('api', true);
  requestAnimationFrame(() => {
    const card = document.querySelector('[data-flow-card="api"]');
    card?.scrollIntoView({ block: 'nearest' });
    card?.querySelector<HTMLElement>('[data-run]')?.focus();
  });
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
