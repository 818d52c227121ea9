import { Modal, type ModalProps } from '@mantine/core';
import { useDialogFocus } from './use-dialog-focus.ts';

export interface DialogProps
  extends Pick<
    ModalProps,
    'title' | 'size' | 'onClose' | 'children' | 'withCloseButton' | 'centered' | 'classNames'
  > {
  /** Its name where it shows no title. */
  readonly label?: string;
}

/** A dialog over the page. It is drawn when it is wanted, and not otherwise. */
export function Dialog({ label, ...props }: DialogProps) {
  useDialogFocus();
  return (
    <Modal
      opened
      {...props}
      {...(label !== undefined && { attributes: { content: { 'aria-label': label } } })}
    />
  );
}
