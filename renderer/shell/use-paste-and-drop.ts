import { useEffect, useState } from 'react';
import { openDroppedFile } from '../state/actions/files.ts';
import { openImport } from '../state/actions/navigation.ts';
import { isDialogOpen } from '../ui/use-dialog-focus.ts';

/** What takes a paste or a drop itself. */
const TAKES_TEXT = 'input, textarea, select, [contenteditable="true"], [role="dialog"]';

/**
 * Whatever is pasted outside a field, and whatever file is dropped on the window, opens the dialog that says what it is and
 * what it would do. True while a file is held over the window.
 */
export function usePasteAndDrop(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || isTaken(event.target)) return;
      const data = event.clipboardData;
      const text = data?.getData('text/plain') ?? '';
      const file = data?.files[0];
      if (file) void openDroppedFile(file);
      else if (text.trim() !== '') openImport(text);
    };
    const over = (event: DragEvent) => {
      if (!holdsFile(event) || isDialogOpen()) return;
      // Without this, dropping is not allowed here.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Null: it has left the window, and not only for another element.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (event.defaultPrevented || !holdsFile(event) || isDialogOpen()) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) void openDroppedFile(file);
    };
    window.addEventListener('paste', paste);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('paste', paste);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}

function isTaken(target: EventTarget | null): boolean {
  return isDialogOpen() || (target instanceof Element && target.closest(TAKES_TEXT) !== null);
}

function holdsFile({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
