import { Autocomplete, TextInput } from '@mantine/core';
import { changeApiRequest } from '../../../state/actions/api-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { monoInput } from '../../../ui/mono-input.ts';
import styles from './api-card.module.css';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Method and URL. Any method may be typed. */
export function RequestLine() {
  const { method, url } = useAppState((state) => selectWorkspace(state).api);
  return (
    <div className={styles.requestLine}>
      <Autocomplete
        label="Method"
        size="xs"
        data={METHODS}
        value={method}
        onChange={(value) => changeApiRequest({ method: value.toUpperCase() })}
        filter={({ options }) => options}
        comboboxProps={{ shadow: 'md' }}
        classNames={monoInput}
      />
      <TextInput
        label="API URL"
        placeholder="https://localhost:8443/hello_world"
        value={url}
        onChange={(event) => changeApiRequest({ url: event.currentTarget.value })}
        classNames={monoInput}
        spellCheck={false}
        autoComplete="off"
      />
    </div>
  );
}
