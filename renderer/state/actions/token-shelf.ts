import { store } from '../store.ts';

/** Opens the list of tokens; with two, their comparison. */
export function openShelf(chosen: readonly string[] = []): void {
  store.setState({ tokenShelf: { open: true, chosen, comparing: chosen.length === 2 } });
}

export function closeShelf(): void {
  store.setState({ tokenShelf: { open: false, chosen: [], comparing: false } });
}

/** Chooses a token to be compared, or not any more. A third takes the place of the first. */
export function toggleChosen(tokenId: string): void {
  store.setState(({ tokenShelf }) => ({
    tokenShelf: {
      ...tokenShelf,
      chosen: tokenShelf.chosen.includes(tokenId)
        ? tokenShelf.chosen.filter((id) => id !== tokenId)
        : [...tokenShelf.chosen, tokenId].slice(-2),
    },
  }));
}

export function compareChosen(comparing: boolean): void {
  store.setState(({ tokenShelf }) => ({ tokenShelf: { ...tokenShelf, comparing } }));
}
