import { Switch } from '@mantine/core';
import { setRawBody } from '../../../state/actions/token-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { TemplateArea } from '../../variables/template-input.tsx';
import { draftRawBody } from './draft-raw-body.ts';
import styles from './raw-body.module.css';

/** The body by hand, byte for byte: for negative tests. */
export function RawBody() {
  const rawBody = useAppState((state) => selectWorkspace(state).request.rawBody);
  const preview = useAppState((state) => state.previews.token);
  const isRaw = rawBody !== null;
  return (
    <div className={styles.raw}>
      <Switch
        label="Edit the body by hand"
        checked={isRaw}
        onChange={(event) => setRawBody(event.currentTarget.checked ? draftRawBody(preview) : null)}
      />
      {isRaw && (
        <TemplateArea
          aria-label="Raw body"
          description="Sent exactly so, instead of scopes and parameters. {{client_secret}} stands for the secret and {{client_assertion}} for a fresh assertion: the text is kept on disk, they are not."
          value={rawBody}
          onChange={(event) => setRawBody(event.currentTarget.value)}
          leastRows={3}
          mostRows={12}
        />
      )}
    </div>
  );
}
