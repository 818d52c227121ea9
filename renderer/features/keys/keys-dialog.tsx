import { closeKeys } from '../../state/actions/keys.ts';
import { useAppState } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ImportKeyForm } from './import-key-form.tsx';
import { KeyManager } from './key-manager.tsx';
import { MakeKeyForm } from './make-key-form.tsx';

const TITLES = { keys: 'Keys and certificates', make: 'Generate a key', import: 'Import a key' } as const;

/** The key pairs of the workspace: to make, bring in, show to the server, and take away. */
export function KeysDialog() {
  const dialog = useAppState((state) => state.keys.dialog);
  if (dialog === null) return null;
  const { view, use } = dialog;
  return (
    <Dialog onClose={closeKeys} title={TITLES[view]} size={view === 'keys' ? 920 : 640}>
      {view === 'keys' && <KeyManager />}
      {view === 'make' && <MakeKeyForm use={use} />}
      {view === 'import' && <ImportKeyForm use={use} />}
    </Dialog>
  );
}
