import { Button, Input } from '@mantine/core';
import { IconFile, IconFolderOpen } from '@tabler/icons-react';
import { type ClipboardEvent, useId, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { OpenedFile } from '../../../shared/ipc/outputs.ts';
import { openFile } from '../../state/actions/files.ts';
import { CodeArea } from '../../ui/code-area.tsx';
import { formatSize } from '../../ui/format-size.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './import-export.module.css';

export interface ImportSourceProps {
  readonly source: OpenedFile;
  readonly onChange: (source: OpenedFile) => void;
  /** What it says is shown below, and needs the room. */
  readonly compact: boolean;
  /** Nothing is in it yet, so the keyboard is here. */
  readonly autoFocus: boolean;
}

/** A field to paste into, or the file that was opened in its place. */
export function ImportSource({ source, onChange, compact, autoFocus }: ImportSourceProps) {
  const [problem, setProblem] = useState<AppError | null>(null);
  const open = async () => {
    const result = await openFile();
    setProblem(result.ok ? null : result.error);
    if (result.ok && result.value) onChange(result.value);
  };
  const openButton = (label: string) => (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconFolderOpen size={15} />}
      onClick={() => void open()}
    >
      {label}
    </Button>
  );
  return (
    <>
      {source.name === '' ? (
        <PasteField
          source={source}
          onChange={onChange}
          compact={compact}
          autoFocus={autoFocus}
          button={openButton('Open a file…')}
        />
      ) : (
        <div className={styles.file}>
          <IconFile size={18} aria-hidden="true" />
          <strong>{source.name}</strong>
          <span>{formatSize(source.text.length)}</span>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => onChange({ name: '', text: '' })}
          >
            Paste instead
          </Button>
          {openButton('Open another file…')}
        </div>
      )}
      {problem && <ProblemNote error={problem} />}
    </>
  );
}

interface PasteFieldProps extends ImportSourceProps {
  readonly button: React.ReactNode;
}

function PasteField({ source, onChange, compact, autoFocus, button }: PasteFieldProps) {
  const id = useId();
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData('text/plain');
    if (text.length < TOO_LONG_TO_EDIT) return;
    event.preventDefault();
    onChange({ name: PASTED, text });
  };
  return (
    <div className={styles.paste}>
      <div className={styles.pasteHead}>
        <Input.Label htmlFor={id} size="xs">
          Text to import
        </Input.Label>
        {button}
      </div>
      <CodeArea
        id={id}
        description={compact ? null : FORMATS}
        placeholder={EXAMPLE}
        value={source.text}
        onChange={(event) => onChange({ name: '', text: event.currentTarget.value })}
        onPaste={paste}
        leastRows={4}
        mostRows={compact ? 4 : 9}
        {...(autoFocus && { 'data-autofocus': true })}
      />
    </div>
  );
}

const FORMATS =
  'A curl command (bash, PowerShell, cmd), a token, a URL, a HAR file, a Postman collection or a workspace file. Files can be dropped anywhere in the window.';

/** Characters. Nobody edits a HAR of megabytes by hand, and a field that holds one makes the window stop. */
const TOO_LONG_TO_EDIT = 20_000;
const PASTED = 'Pasted text';

const EXAMPLE = `curl -k -X POST https://localhost:8443/oauth/v2/oauth-token \\
  -H 'content-type: application/x-www-form-urlencoded' \\
  -d 'grant_type=client_credentials&client_id=server&client_secret=…&scope=read'`;
