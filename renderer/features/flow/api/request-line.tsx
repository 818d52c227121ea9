import { Autocomplete } from '@mantine/core';
import { cleanMethod } from '../../../../shared/model/method.ts';
import { changeApiRequest } from '../../../state/actions/api-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { monoInput } from '../../../ui/mono-input.ts';
import { TemplateInput } from '../../variables/template-input.tsx';
import { WantedField } from '../wanted-field.tsx';
import styles from './api-card.module.css';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Method and URL. Any method of letters may be typed; other characters are not taken. */
export function RequestLine() {
  const { method, url } = useAppState((state) => selectWorkspace(state).api);
  return (
    <div className={styles.requestLine}>
      <Autocomplete
        label="Method"
        size="xs"
        data={METHODS}
        value={method}
        onChange={(value) => changeApiRequest({ method: cleanMethod(value).toUpperCase() })}
        filter={({ options }) => options}
        comboboxProps={{ shadow: 'md' }}
        classNames={monoInput}
      />
      <WantedField field="api-url">
        <TemplateInput
          label="API URL"
          placeholder="https://localhost:8443/hello_world"
          value={url}
          onChange={(event) => changeApiRequest({ url: event.currentTarget.value })}
          secrets="not-in-address"
        />
      </WantedField>
    </div>
  );
}
