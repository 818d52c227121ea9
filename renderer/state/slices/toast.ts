/** What was just done, said for some seconds; null for nothing. */
export interface ToastSlice {
  readonly shown: Toast | null;
}

interface Toast {
  readonly id: string;
  readonly message: string;
  /** What can be done about it. */
  readonly action: ToastAction | null;
}

export interface ToastAction {
  readonly label: string;
  readonly perform: () => void;
}

export const initialToast: ToastSlice = { shown: null };
