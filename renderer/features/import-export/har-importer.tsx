import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { importExchange } from '../../../shared/formats/har/apply-exchange.ts';
import type { HarImport } from '../../../shared/formats/har/har-to-exchanges.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import type { OpenedFile } from '../../../shared/ipc/outputs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { importHar } from '../../state/actions/import-har.ts';
import { closeImport } from '../../state/actions/navigation.ts';
import { formatCount } from '../../ui/format-count.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { FillFormImporter } from './fill-form-importer.tsx';
import { HarEntries } from './har-entries.tsx';
import { hostOf } from './host-of.ts';
import { ImportFooter } from './import-footer.tsx';
import { NotTaken } from './not-taken.tsx';

/** A file with more entries is a browser's record of whole pages. */
const FEW = 40;

/** All of a short file; of a long one what has to do with OAuth, rather than each picture of a page. */
function initialChoice(exchanges: readonly Exchange[]): ReadonlySet<string> {
  const oauth = exchanges.filter(({ purpose }) => purpose !== 'api');
  const chosen = exchanges.length > FEW && oauth.length > 0 ? oauth : exchanges;
  return new Set(chosen.map(({ id }) => id));
}

export interface HarImporterProps {
  readonly har: HarImport;
  readonly source: OpenedFile;
}

/** Entries of a HAR file, into the history; one alone also into the form. */
export function HarImporter({ har, source }: HarImporterProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => initialChoice(har.exchanges));
  const [problem, setProblem] = useState<AppError | null>(null);
  const only = chosen.size === 1 ? har.exchanges.find(({ id }) => chosen.has(id)) : undefined;

  const add = async () => {
    const entries = chosen.size === har.exchanges.length ? null : [...chosen].map(Number);
    const result = await importHar({ name: source.name || 'pasted', text: source.text, entries });
    if (result.ok) closeImport();
    else setProblem(result.error);
  };
  const addButton = (
    <Button
      data-autofocus
      variant={only ? 'default' : 'filled'}
      disabled={chosen.size === 0}
      onClick={() => void add()}
    >
      {chosen.size === 1 ? 'Add to the history' : `Add ${formatCount(chosen.size)} to the history`}
    </Button>
  );
  return (
    <>
      <HarEntries exchanges={har.exchanges} creator={har.creator} chosen={chosen} onChange={setChosen} />
      <NotTaken title="Not understood" sentences={noteSentences(har)} />
      {problem && <ProblemNote error={problem} />}
      {only ? (
        <FillFromExchange key={only.id} exchange={only} more={addButton} />
      ) : (
        <ImportFooter>{addButton}</ImportFooter>
      )}
    </>
  );
}

function FillFromExchange({
  exchange,
  more,
}: {
  readonly exchange: Exchange;
  readonly more: React.ReactNode;
}) {
  const fillOf = useCallback((workspace: Workspace) => importExchange(exchange, workspace), [exchange]);
  return (
    <FillFormImporter fillOf={fillOf} newName={hostOf(exchange.request.url)} preferred="this" more={more} />
  );
}

function noteSentences({ notes }: HarImport): string[] {
  return notes.map(({ entry, leftOut, message }) => {
    if (entry === null) return message;
    return `Entry ${entry + 1}${leftOut ? ', left out' : ''}: ${message}`;
  });
}
