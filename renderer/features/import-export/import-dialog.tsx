import { closeImport } from '../../state/actions/navigation.ts';
import { useAppState } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ImportForm } from './import-form.tsx';

/** The one way in for everything: its content says what it is. */
export function ImportDialog() {
  const { source, count } = useAppState((state) => state.navigation.importDialog);
  return (
    <Dialog onClose={closeImport} title="Paste anything" size="xl">
      <ImportForm key={count} initial={source} />
    </Dialog>
  );
}
