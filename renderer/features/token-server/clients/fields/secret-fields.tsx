import { Button, Checkbox, MultiSelect, PasswordInput, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import {
  HmacAlgorithmSchema,
  SECRET_METHODS,
  type SecretMethod,
} from '../../../../../shared/token-server/client-authentication.ts';
import { copyText } from '../../../../state/actions/clipboard.ts';
import { changeClientForm, makeClientSecret } from '../../../../state/actions/server-clients.ts';
import type { ClientEditor } from '../../../../state/slices/server-clients.ts';
import { useAppState } from '../../../../state/store.ts';
import { CopyButton } from '../../../../ui/copy-button.tsx';
import layout from '../../../../ui/layout.module.css';
import { monoInput } from '../../../../ui/mono-input.ts';
import styles from '../client-editor.module.css';

const PLACES: Readonly<Record<SecretMethod, string>> = {
  client_secret_basic: 'In the Authorization header (client_secret_basic)',
  client_secret_post: 'In the body (client_secret_post)',
};

export interface SecretFieldsProps {
  readonly editor: ClientEditor;
  readonly problem: string | undefined;
}

/** A secret: made here and shown this once, or the person's own; afterwards it can only be replaced. */
export function SecretFields({ editor, problem }: SecretFieldsProps) {
  const { form, replaces, ticket } = editor;
  const wasMade = useAppState(
    ({ serverClients: { draft } }) =>
      replaces !== null && draft !== null && Object.hasOwn(draft.tickets, replaces),
  );
  // In no state but this component's: with the form it is gone.
  const [shown, setShown] = useState<string | null>(null);
  const [own, setOwn] = useState('');
  const [entering, setEntering] = useState(false);
  const isSet = form.secretFor === form.method;
  const isNew = ticket !== null || wasMade;

  const make = async (secret: string | null) => {
    setShown(await makeClientSecret(secret));
    setOwn('');
    setEntering(false);
  };
  return (
    <div className={layout.stack}>
      {shown !== null ? (
        <div className={styles.secret} role="status">
          <Text size="sm" fw={600}>
            The secret, shown only once
          </Text>
          <div className={styles.secretValue}>
            <TextInput
              aria-label="Client secret"
              value={shown}
              readOnly
              className={styles.grow ?? ''}
              classNames={monoInput}
            />
            <CopyButton look="button" label="Copy secret" copy={() => copyText(shown)} />
          </div>
          <Text size="xs">
            Copy it now. The server stores {form.method === 'secret' ? 'a hash' : 'it encrypted'}, and cannot
            show it again.{' '}
            {isSet && !isNew ? '' : 'After the commit, “Use in the Flow” copies it until Credence closes.'}
          </Text>
        </div>
      ) : (
        <Text size="sm">{describeSecret(isSet, isNew)}</Text>
      )}
      {entering ? (
        <div className={layout.fieldsRow}>
          <PasswordInput
            label="Your own secret"
            description={
              form.method === 'client_secret_jwt'
                ? 'For HS256 at least 32 characters (RFC 7518 §3.2).'
                : 'Use a strong one, except in experiments.'
            }
            className={styles.grow ?? ''}
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
            autoComplete="off"
            autoFocus
          />
          <Button mt={40} disabled={own === ''} onClick={() => void make(own)}>
            Use it
          </Button>
          <Button mt={40} variant="default" onClick={() => setEntering(false)}>
            Cancel
          </Button>
        </div>
      ) : (
        <div className={layout.fieldsRow}>
          <Button
            variant={isSet || isNew ? 'default' : 'filled'}
            leftSection={<IconKey size={16} />}
            onClick={() => void make(null)}
          >
            {isSet || isNew ? 'Reset secret' : 'Generate a secret'}
          </Button>
          <Button variant="default" onClick={() => setEntering(true)}>
            Enter your own
          </Button>
        </div>
      )}
      {problem !== undefined && (
        <p className={styles.problem} role="alert" data-problem>
          {problem}
        </p>
      )}
      {form.method === 'secret' ? (
        <Checkbox.Group
          label="Accepted"
          size="xs"
          labelProps={{ mb: 6 }}
          value={[...form.accepts]}
          onChange={(value) =>
            changeClientForm({ accepts: SECRET_METHODS.filter((each) => value.includes(each)) })
          }
        >
          <div className={layout.stack}>
            {SECRET_METHODS.map((method) => (
              <Checkbox key={method} value={method} label={PLACES[method]} />
            ))}
          </div>
        </Checkbox.Group>
      ) : (
        <AlgorithmField algorithms={form.algorithms} options={HmacAlgorithmSchema.options} />
      )}
    </div>
  );
}

function describeSecret(isSet: boolean, isNew: boolean): string {
  if (isNew)
    return isSet ? 'Generated a new secret. The old one is valid until you commit.' : 'Generated a secret.';
  return isSet ? 'A secret is set. It cannot be shown, only replaced.' : 'There is no secret yet.';
}

export interface AlgorithmFieldProps {
  readonly algorithms: readonly string[];
  readonly options: readonly string[];
}

/** The algorithms of its assertions that the server takes. */
export function AlgorithmField({ algorithms, options }: AlgorithmFieldProps) {
  const chosen = algorithms.filter((each) => options.includes(each));
  return (
    <MultiSelect
      label="Algorithms"
      size="xs"
      placeholder={chosen.length === 0 ? 'All supported' : ''}
      data={[...options]}
      value={chosen}
      onChange={(value) => changeClientForm({ algorithms: value })}
      withScrollArea={false}
      comboboxProps={{ shadow: 'md' }}
      clearable
      clearButtonProps={{ 'aria-label': 'Accept all algorithms' }}
    />
  );
}
