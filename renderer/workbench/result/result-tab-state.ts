import type { ResultTab } from '../../state/slices/workbench.ts';
import { update } from '../../state/store.ts';

/** Shows a tab of the result, and remembers it for the next one that has it. */
export function openResultTab(resultTab: ResultTab): void {
  update({ workbench: { resultTab } });
}
