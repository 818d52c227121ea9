import type { TokenRequestDraft } from '../../../../shared/model/workspace.ts';
import { setRequestHeaders } from '../../../state/actions/token-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';
import { FieldRows } from '../field-rows/field-rows.tsx';
import styles from './more-parameters.module.css';
import { RawBody } from './raw-body.tsx';

/** The request beyond its parameters: header fields, and the body by hand. */
export function HeadersAndBody() {
  const request = useAppState((state) => selectWorkspace(state).request);
  return (
    <Fold name="Headers and raw body" summary={summarise(request)} initiallyOpen={request.rawBody !== null}>
      <div className={styles.fields}>
        <FieldRows
          title="Headers"
          item="header"
          hint="Override headers of the same name; others are added."
          rows={request.headers}
          onChange={setRequestHeaders}
        />
        <RawBody />
      </div>
    </Fold>
  );
}

function summarise({ headers, rawBody }: TokenRequestDraft): string {
  const sent = headers.filter(({ enabled }) => enabled).length;
  const parts = [
    ...(sent > 0 ? [`${sent} ${sent === 1 ? 'header' : 'headers'}`] : []),
    ...(rawBody === null ? [] : ['custom body']),
  ];
  return parts.length === 0 ? 'none' : parts.join(', ');
}
