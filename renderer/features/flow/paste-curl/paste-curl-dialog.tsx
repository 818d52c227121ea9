import { Modal } from '@mantine/core';
import { closePasteCurl } from '../../../state/actions/navigation.ts';
import { useAppState } from '../../../state/store.ts';
import { PasteCurlForm } from './paste-curl-form.tsx';

/** Reads a curl command into the form. */
export function PasteCurlDialog() {
  const { open, text } = useAppState(({ pasteCurl }) => pasteCurl);
  return (
    <Modal opened={open} onClose={closePasteCurl} title="Paste a curl command" size="lg">
      <PasteCurlForm text={text} />
    </Modal>
  );
}
