import { Switch } from '@mantine/core';
import type { RequestPreview } from '../../../../shared/ipc/runs.ts';
import type { SecretSpan } from '../../../../shared/text/sensitive-text.ts';
import { writeReference } from '../../../../shared/variables/references.ts';
import { setRawBody } from '../../../state/actions/token-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { TemplateArea } from '../../variables/template-input.tsx';
import styles from './raw-body.module.css';

/** The body by hand, byte for byte: for negative tests. */
export function RawBody() {
  const rawBody = useAppState((state) => selectWorkspace(state).request.rawBody);
  const preview = useAppState((state) => state.previews.token);
  const isRaw = rawBody !== null;
  return (
    <div className={styles.raw}>
      <Switch
        label="Edit the raw body"
        checked={isRaw}
        onChange={(event) => setRawBody(event.currentTarget.checked ? draftRawBody(preview) : null)}
      />
      {isRaw && (
        <TemplateArea
          aria-label="Raw body"
          description="Sent as it is, instead of scopes and parameters. Use {{client_secret}} and {{client_assertion}}: this text is saved to disk, their values are not."
          value={rawBody}
          onChange={(event) => setRawBody(event.currentTarget.value)}
          leastRows={3}
          mostRows={12}
        />
      )}
    </div>
  );
}

/** The built body as a start for editing. The window knows no secret: references stand for them, filled in when sent. */
function draftRawBody(preview: RequestPreview | null): string {
  const body = preview?.request?.body;
  if (!body) return 'grant_type=client_credentials';
  return body
    .map((span) => (typeof span === 'string' ? span : (span.value ?? writeReference(nameOf(span)))))
    .join('');
}

function nameOf({ name, variable }: SecretSpan): string {
  if (variable !== undefined) return variable;
  return name === 'CLIENT_ASSERTION' ? 'client_assertion' : 'client_secret';
}
