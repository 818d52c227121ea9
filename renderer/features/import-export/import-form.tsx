import { type DragEvent, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { importCurl } from '../../../shared/curl/apply/apply-curl.ts';
import type { CurlCommand } from '../../../shared/curl/read/parse-curl.ts';
import { assertUnreachable } from '../../../shared/errors.ts';
import { type ImportReading, readImport } from '../../../shared/formats/read-import.ts';
import type { OpenedFile } from '../../../shared/ipc/outputs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { FillFormImporter } from './fill-form-importer.tsx';
import { HarImporter } from './har-importer.tsx';
import { hostOf } from './host-of.ts';
import styles from './import-export.module.css';
import { ImportFooter } from './import-footer.tsx';
import { ImportSource } from './import-source.tsx';
import { PostmanImporter } from './postman-importer.tsx';
import { TokenImporter } from './token-importer.tsx';
import { UrlImporter } from './url-importer.tsx';
import { WorkspaceImporter } from './workspace-importer.tsx';

/** Shows pasted, opened or dropped content and what it would do. Nothing changes before a click. */
export function ImportForm({ initial }: { readonly initial: OpenedFile }) {
  const [source, setSource] = useState(initial);
  const [dropping, setDropping] = useState(false);
  // A large text is read when there is time, not between key strokes.
  const read = useDeferredValue(source.text);
  const reading = useMemo(() => (read.trim() === '' ? null : readImport(read)), [read]);

  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    const [file] = event.dataTransfer.files;
    if (file) setSource({ name: file.name, text: await file.text() });
    else setSource({ name: '', text: event.dataTransfer.getData('text/plain') });
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the field and the button are the ways for everybody
    <div
      className={styles.form}
      data-dropping={dropping}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => void drop(event)}
    >
      <ImportSource
        source={source}
        onChange={setSource}
        compact={reading?.ok === true}
        autoFocus={initial.text === ''}
      />
      {reading?.ok ? (
        <Importer reading={reading.value} source={source} />
      ) : (
        <>
          {reading && <ProblemNote error={reading.error} />}
          <ImportFooter />
        </>
      )}
    </div>
  );
}

interface ImporterProps {
  readonly reading: ImportReading;
  readonly source: OpenedFile;
}

function Importer({ reading, source }: ImporterProps) {
  switch (reading.kind) {
    case 'token':
      return <TokenImporter key={reading.value} value={reading.value} />;
    case 'url':
      return <UrlImporter key={reading.url} url={reading.url} />;
    case 'curl':
      return <CurlImporter command={reading.command} />;
    case 'har':
      return <HarImporter har={reading.har} source={source} />;
    case 'postman':
      return <PostmanImporter collection={reading.collection} />;
    case 'workspace':
      return <WorkspaceImporter file={reading.file} text={source.text} />;
    default:
      return assertUnreachable(reading);
  }
}

function CurlImporter({ command }: { readonly command: CurlCommand }) {
  const fillOf = useCallback((workspace: Workspace) => importCurl(command, workspace), [command]);
  return <FillFormImporter fillOf={fillOf} newName={hostOf(command.url)} preferred="this" />;
}
