import { changeApiRequest } from '../../../state/actions/api-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';
import layout from '../../../ui/layout.module.css';
import { TemplateArea } from '../../variables/template-input.tsx';
import { FieldRows } from '../field-rows/field-rows.tsx';

/** The call's header fields and body. */
export function ApiHeadersAndBody() {
  const api = useAppState((state) => selectWorkspace(state).api);
  const headers = api.headers.filter(({ enabled }) => enabled).length;
  const isPlain = headers === 0 && api.body === '';
  return (
    <Fold
      name="Headers and body"
      summary={
        isPlain
          ? 'Accept and Authorization are added'
          : `${headers} ${headers === 1 ? 'header' : 'headers'}, ${api.body === '' ? 'no body' : 'a body'}`
      }
      initiallyOpen={!isPlain}
    >
      <div className={layout.stack}>
        <FieldRows
          title="Headers"
          item="header"
          hint="Credence adds Accept and Authorization."
          rows={api.headers}
          onChange={(next) => changeApiRequest({ headers: next })}
        />
        <TemplateArea
          label="Body"
          placeholder="Empty for GET; JSON is sent as application/json"
          value={api.body}
          onChange={(event) => changeApiRequest({ body: event.currentTarget.value })}
          leastRows={2}
          mostRows={12}
        />
      </div>
    </Fold>
  );
}
