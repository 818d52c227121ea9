import { type FlowField, STEP_OF_FIELD } from '../slices/workbench.ts';
import { store, update } from '../store.ts';
import { showPage } from './navigation.ts';
import { openStep } from './workbench.ts';

/** Opens the field's step, focuses the field, and shows the reason, if any, below it. */
export function goToField(field: FlowField, reason: string | null): void {
  showPage('flow');
  openStep(STEP_OF_FIELD[field]);
  update({ workbench: { wantedField: { field, reason } } });
}

/** Clears the reason after input or a run. */
export function leaveField(): void {
  if (store.getState().workbench.wantedField === null) return;
  update({ workbench: { wantedField: null } });
}
