import { Modal, type ModalProps } from '@mantine/core';
import { useDialogFocus } from './use-dialog-focus.ts';

export type DialogProps = Pick<ModalProps, 'title' | 'size' | 'onClose' | 'children'>;

/** A dialog over the page. It is drawn when it is wanted, and not otherwise. */
export function Dialog(props: DialogProps) {
  useDialogFocus();
  return <Modal opened {...props} />;
}
