import { useAppState } from '../../../state/store.ts';
import { ClientEditorView } from './client-editor.tsx';
import { ClientsView } from './clients-view.tsx';

/** The server's clients, or the one that is in the editor. */
export function ClientsTab() {
  const editor = useAppState((state) => state.serverClients.editor);
  return editor ? <ClientEditorView editor={editor} /> : <ClientsView />;
}
