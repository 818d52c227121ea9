import type { AppError } from '../../../shared/errors.ts';
import type { Input } from '../../../shared/ipc/inputs.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { formatCount } from '../../ui/format-count.ts';
import { update } from '../store.ts';
import { reloadHistory } from './history.ts';
import { clearHistoryFilter } from './history-filter.ts';
import { showNotice } from './notices.ts';

/** Imports entries of a HAR file into the history and shows it. */
export async function importHar(input: Input<'history.import'>): Promise<Result<null, AppError>> {
  const result = await invoke('history.import', input);
  if (!result.ok) return result;
  const { added } = result.value;
  // A filter could hide the imported entries.
  clearHistoryFilter();
  await reloadHistory();
  update({ navigation: { page: 'history' }, history: { comparedIds: null } });
  showNotice({
    tone: 'information',
    message: `${added === 1 ? 'One exchange was' : `${formatCount(added)} exchanges were`} added to the history.`,
    nextStep: `They are sorted by date, in the workspace “HAR:  ${input.name}”.`,
    detail: null,
  });
  return ok(null);
}
