import { update } from '../store.ts';

/** Opens the token list; with two tokens, their comparison. */
export function openShelf(chosen: readonly string[] = []): void {
  update({ tokens: { shelf: { open: true, chosen, comparing: chosen.length === 2 } } });
}

export function closeShelf(): void {
  update({ tokens: { shelf: { open: false, chosen: [], comparing: false } } });
}

/** Toggles a token for comparison. A third replaces the first. */
export function toggleChosen(tokenId: string): void {
  update(({ tokens: { shelf } }) => ({
    tokens: {
      shelf: {
        ...shelf,
        chosen: shelf.chosen.includes(tokenId)
          ? shelf.chosen.filter((id) => id !== tokenId)
          : [...shelf.chosen, tokenId].slice(-2),
      },
    },
  }));
}

export function compareChosen(comparing: boolean): void {
  update((state) => ({ tokens: { shelf: { ...state.tokens.shelf, comparing } } }));
}
