/** The last removal that can be taken back; null for none. */
export interface UndoSlice {
  readonly undo: UndoOffer | null;
}

interface UndoOffer {
  readonly id: string;
  readonly message: string;
  readonly perform: () => void;
}

export const initialUndo: UndoSlice = { undo: null };
