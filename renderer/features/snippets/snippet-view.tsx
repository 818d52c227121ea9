import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import type { AppError } from '../../../shared/errors.ts';
import type { Snippet, SnippetLanguage } from '../../../shared/formats/snippets/snippet.ts';
import type { Result } from '../../../shared/result.ts';
import { copyText } from '../../state/actions/clipboard.ts';
import { saveFile } from '../../state/actions/files.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import layout from '../../ui/layout.module.css';
import { highlightCode } from './highlight-code.ts';
import styles from './snippets.module.css';

/** A program with what it takes to run it, or why there is none. */
export function SnippetView({ snippet }: { readonly snippet: Result<Snippet, AppError> }) {
  if (!snippet.ok) {
    return (
      <div className={styles.problem} role="status">
        <strong>{snippet.error.message}</strong>
        {snippet.error.nextStep !== undefined && <p>{snippet.error.nextStep}</p>}
      </div>
    );
  }
  const { language, text, fileName, files, command } = snippet.value;
  return (
    <>
      <CodeText text={text} language={language} label={`Code, ${fileName}`} />
      <div className={layout.row}>
        <code className={styles.command}>{command}</code>
        <CopyButton look="button" label="Copy code" copy={() => copyText(text)} />
        {[{ name: fileName, text }, ...files].map((file) => (
          <Button
            key={file.name}
            variant="default"
            leftSection={<IconDeviceFloppy size={15} />}
            onClick={() => void saveFile(file.name, file.text)}
          >
            Save {file.name}…
          </Button>
        ))}
      </div>
      <Needs snippet={snippet.value} />
    </>
  );
}

function Needs({ snippet: { environment, notes, files } }: { readonly snippet: Snippet }) {
  return (
    <ul className={styles.notes} aria-label="Before you run it">
      {environment.length > 0 && (
        <li>
          It contains no secret. Set {environment.length === 1 ? 'the variable' : 'the variables'}{' '}
          {environment.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <code>{name}</code>
            </span>
          ))}{' '}
          in its environment.
        </li>
      )}
      {files.map(({ name }) => (
        <li key={name}>
          <code>{name}</code> must be next to it. It holds the CAs that this workspace trusts.
        </li>
      ))}
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

interface CodeTextProps {
  readonly text: string;
  readonly language: SnippetLanguage;
  readonly label: string;
}

/** A program to read and select; scrolls by the keyboard. */
function CodeText({ text, language, label }: CodeTextProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.code} aria-label={label} tabIndex={0}>
      <pre>
        {highlightCode(text, language).map(({ kind, part }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
          <span key={index} className={kind === 'plain' ? undefined : styles[kind]}>
            {part}
          </span>
        ))}
      </pre>
    </section>
  );
}
