import type { FormFill } from '../model/form-fill.ts';
import type { Field } from '../model/workspace.ts';

/** More rows would freeze the form, and nobody edits that many. */
const MOST_ROWS = 100;

/** Limits parameters and headers to what a form can show, with a note if some were dropped. */
export function boundRows(fill: FormFill): FormFill {
  const { request, api } = fill.workspace;
  const dropped = new Set<string>();
  const bound = (rows: readonly Field[], what: string) => {
    if (rows.length > MOST_ROWS) dropped.add(`${rows.length.toLocaleString('en')} ${what}`);
    return rows.slice(0, MOST_ROWS);
  };
  const workspace = {
    ...fill.workspace,
    request: {
      ...request,
      parameters: bound(request.parameters, 'parameters'),
      headers: bound(request.headers, 'header fields'),
    },
    api: { ...api, headers: bound(api.headers, 'header fields') },
  };
  const notes = [...dropped].map((what) => `Of ${what} the first ${MOST_ROWS} are taken over.`);
  return { ...fill, workspace, notUnderstood: [...notes, ...fill.notUnderstood] };
}
