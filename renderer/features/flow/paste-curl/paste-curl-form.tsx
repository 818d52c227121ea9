import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { importCurl } from '../../../../shared/curl/apply-curl.ts';
import { parseCurl } from '../../../../shared/curl/parse-curl.ts';
import { applyCurl } from '../../../state/actions/import-curl.ts';
import { closePasteCurl } from '../../../state/actions/navigation.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { monoInput } from '../../../ui/mono-input.ts';
import { CurlReading } from './curl-reading.tsx';
import styles from './paste-curl.module.css';

export function PasteCurlForm({ text }: { readonly text: string }) {
  const [command, setCommand] = useState(text);
  const workspace = useAppState(selectWorkspace);
  const reading = useMemo(() => {
    if (command.trim() === '') return null;
    const parsed = parseCurl(command);
    return parsed.ok ? { ok: true as const, value: importCurl(parsed.value, workspace) } : parsed;
  }, [command, workspace]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!reading?.ok) return;
    await applyCurl(reading.value);
    closePasteCurl();
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Textarea
        label="curl command"
        description="For a token or for an API call; from bash, PowerShell or cmd, on one line or several."
        placeholder={EXAMPLE}
        value={command}
        onChange={(event) => setCommand(event.currentTarget.value)}
        autosize
        minRows={5}
        maxRows={14}
        classNames={monoInput}
        spellCheck={false}
        data-autofocus
      />
      {reading && <CurlReading reading={reading} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={closePasteCurl}>
          Cancel
        </Button>
        <Button type="submit" disabled={!reading?.ok}>
          Fill the form
        </Button>
      </Group>
    </form>
  );
}

const EXAMPLE = `curl -k -X POST https://localhost:8443/oauth/v2/oauth-token \\
  -H 'content-type: application/x-www-form-urlencoded' \\
  -d 'grant_type=client_credentials&client_id=server&client_secret=…&scope=read'`;
