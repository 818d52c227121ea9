/** A temporary message about the last action; null for none. */
export interface ToastSlice {
  readonly shown: Toast | null;
}

interface Toast {
  readonly id: string;
  readonly message: string;
  /** Its action button. */
  readonly action: ToastAction | null;
}

export interface ToastAction {
  readonly label: string;
  readonly perform: () => void;
}

export const initialToast: ToastSlice = { shown: null };
