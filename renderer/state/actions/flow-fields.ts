import { type FlowField, STEP_OF_FIELD } from '../slices/workbench.ts';
import { store, update } from '../store.ts';
import { showPage } from './navigation.ts';
import { openStep } from './workbench.ts';

/** Opens the field's step and gives it the keyboard; below it stands why. */
export function goToField(field: FlowField, reason: string): void {
  showPage('flow');
  openStep(STEP_OF_FIELD[field]);
  update({ workbench: { wantedField: { field, reason } } });
}

/** The reason has been read: something was typed there, or sent. */
export function leaveField(): void {
  if (store.getState().workbench.wantedField === null) return;
  update({ workbench: { wantedField: null } });
}
