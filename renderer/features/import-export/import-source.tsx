import { Button, Textarea } from '@mantine/core';
import { IconFile, IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { OpenedFile } from '../../../shared/ipc/contract.ts';
import { openFile } from '../../state/actions/files.ts';
import { formatSize } from '../../ui/format-size.ts';
import { monoInput } from '../../ui/mono-input.ts';
import styles from './import-export.module.css';
import { ImportProblem } from './import-problem.tsx';

export interface ImportSourceProps {
  readonly source: OpenedFile;
  readonly onChange: (source: OpenedFile) => void;
}

/** A field to paste into, or the file that was opened in its place: nobody edits a HAR of megabytes by hand. */
export function ImportSource({ source, onChange }: ImportSourceProps) {
  const [problem, setProblem] = useState<AppError | null>(null);
  const open = async () => {
    const result = await openFile();
    setProblem(result.ok ? null : result.error);
    if (result.ok && result.value) onChange(result.value);
  };
  return (
    <>
      {source.name === '' ? (
        <Textarea
          label="Text to import"
          description="A curl command for a token or an API call (bash, PowerShell, cmd), a HAR file, a Postman collection or a workspace file. Files can be dropped here, too."
          placeholder={EXAMPLE}
          value={source.text}
          onChange={(event) => onChange({ name: '', text: event.currentTarget.value })}
          autosize
          minRows={4}
          maxRows={9}
          classNames={monoInput}
          spellCheck={false}
          data-autofocus
        />
      ) : (
        <div className={styles.file}>
          <IconFile size={18} aria-hidden="true" />
          <strong>{source.name}</strong>
          <span>{formatSize(source.text.length)}</span>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={() => onChange({ name: '', text: '' })}
          >
            Paste instead
          </Button>
        </div>
      )}
      <div>
        <Button variant="default" leftSection={<IconFolderOpen size={15} />} onClick={() => void open()}>
          {source.name === '' ? 'Open a file…' : 'Open another file…'}
        </Button>
      </div>
      {problem && <ImportProblem error={problem} />}
    </>
  );
}

const EXAMPLE = `curl -k -X POST https://localhost:8443/oauth/v2/oauth-token \\
  -H 'content-type: application/x-www-form-urlencoded' \\
  -d 'grant_type=client_credentials&client_id=server&client_secret=…&scope=read'`;
