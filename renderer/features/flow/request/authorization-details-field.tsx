import { Button } from '@mantine/core';
import { useId, useMemo } from 'react';
import { metadataOf } from '../../../../shared/discovery/kept-metadata.ts';
import {
  addDetailsElement,
  readAuthorizationDetails,
} from '../../../../shared/oauth/request/authorization-details.ts';
import { setAuthorizationDetails } from '../../../state/actions/token-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { JsonEditor } from '../../../ui/code-view/json-editor.tsx';
import { prettyJson } from '../../../ui/code-view/pretty-json.ts';
import { useTemplate } from '../../variables/use-template.ts';
import rows from '../field-rows/field-rows.module.css';
import styles from './more-parameters.module.css';

/** What exactly the token is to allow (RFC 9396), as JSON; what is wrong with it is said, never forbidden. */
export function AuthorizationDetailsField({ disabled }: { readonly disabled: boolean }) {
  const workspace = useAppState(selectWorkspace);
  const text = workspace.request.authorizationDetails ?? '';
  const template = useTemplate(text, 'allowed');
  const { problems, types } = useMemo(
    () => readAuthorizationDetails(template?.resolved ?? text),
    [template, text],
  );
  const offered = metadataOf(workspace)?.authorization_details_types_supported ?? [];
  const unlisted = offered.length > 0 ? types.filter((type) => !offered.includes(type)) : [];
  const lines = useMemo(() => problems.map(({ line }) => line), [problems]);
  const titleId = useId();
  const stateId = useId();
  const pretty = prettyJson(text);
  return (
    <fieldset className={rows.group} aria-labelledby={titleId} disabled={disabled}>
      <div className={rows.head}>
        <span id={titleId} className={rows.title}>
          authorization_details
        </span>
        {text === '' ? (
          <Button
            variant="subtle"
            size="compact-xs"
            disabled={disabled}
            onClick={() => setAuthorizationDetails(addDetailsElement('', offered[0] ?? 'my_type'))}
          >
            Insert an example
          </Button>
        ) : (
          <Button
            variant="subtle"
            size="compact-xs"
            disabled={disabled || pretty === null || pretty === text}
            onClick={() => pretty !== null && setAuthorizationDetails(pretty)}
          >
            Format
          </Button>
        )}
      </div>
      <JsonEditor
        text={text}
        onChange={setAuthorizationDetails}
        label="authorization_details"
        describedBy={stateId}
        markedLines={lines}
        disabled={disabled}
      />
      <div id={stateId} className={styles.details}>
        {problems.map(({ line, column, message }) => (
          <p key={`${line} ${message}`} className={styles.problem}>
            Line {line}, column {column}: {message}
          </p>
        ))}
        {template?.problems.map((problem) => (
          <p key={problem} className={styles.problem}>
            {problem}
          </p>
        ))}
        {unlisted.length > 0 && (
          <p className={styles.problem}>The server does not list {unlisted.join(', ')} (RFC 9396 §10).</p>
        )}
        {text === '' && (
          <p className={rows.hint}>
            A JSON array of objects, each with a <code>type</code> that the server supports (RFC 9396).
          </p>
        )}
      </div>
      {offered.length > 0 && (
        <p className={styles.offered}>
          <span>Types that the server lists:</span>
          {offered.map((type) => (
            <Button
              key={type}
              variant="default"
              size="compact-xs"
              disabled={disabled || (text !== '' && problems.length > 0)}
              onClick={() => setAuthorizationDetails(addDetailsElement(text, type))}
            >
              {type}
            </Button>
          ))}
        </p>
      )}
    </fieldset>
  );
}
