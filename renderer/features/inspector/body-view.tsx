import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { copyText } from '../../state/actions/clipboard.ts';
import { saveFile } from '../../state/actions/files.ts';
import { CodeView } from '../../ui/code-view/code-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { HEX_LIMIT, type HexCell, hexDump } from './hex-dump.ts';
import styles from './inspector.module.css';
import { SaveButton } from './save-button.tsx';

export interface BodyViewProps {
  readonly label: string;
  readonly text: string;
  /** The bytes as sent, made when the hex view is opened. */
  readonly bytes: () => readonly HexCell[];
  /** What the pretty view shows where it is not JSON laid out. */
  readonly pretty?: ReactNode;
  readonly hexNote?: string | undefined;
}

type Spelling = 'pretty' | 'raw' | 'hex';

/** A body laid out, as it is, or byte by byte. */
export function BodyView({ label, text, bytes, pretty, hexNote }: BodyViewProps) {
  const [spelling, setSpelling] = useState<Spelling>('pretty');
  return (
    <div className={styles.body}>
      <div className={styles.bodyTools}>
        <SegmentedControl<Spelling>
          aria-label={`${label} as`}
          value={spelling}
          onChange={setSpelling}
          data={[
            { value: 'pretty', label: 'Pretty' },
            { value: 'raw', label: 'Raw' },
            { value: 'hex', label: 'Hex' },
          ]}
        />
        <CopyButton label={`Copy ${label.toLowerCase()}`} copy={() => copyText(text)} />
        <SaveButton
          label={`Save ${label.toLowerCase()}`}
          save={() => saveFile(fileName(label, text), text)}
        />
      </div>
      {spelling === 'pretty' && (pretty ?? <CodeView text={text} language="json" label={label} />)}
      {spelling === 'raw' && <CodeView text={text} language="text" label={label} />}
      {spelling === 'hex' && <HexView label={label} bytes={bytes} note={hexNote} />}
    </div>
  );
}

interface HexViewProps {
  readonly label: string;
  readonly bytes: () => readonly HexCell[];
  readonly note: string | undefined;
}

function HexView({ label, bytes, note }: HexViewProps) {
  const cells = bytes();
  return (
    <>
      {cells.length === HEX_LIMIT && (
        <p className={styles.facts}>The first {formatCount(HEX_LIMIT)} bytes.</p>
      )}
      {note !== undefined && <p className={styles.facts}>{note}</p>}
      <CodeView text={hexDump(cells)} language="text" label={`${label} in hex`} />
    </>
  );
}

function fileName(label: string, text: string): string {
  const extension = /^\s*[[{]/.test(text) ? 'json' : /^\s*</.test(text) ? 'html' : 'txt';
  return `${label.toLowerCase().replaceAll(' ', '-')}.${extension}`;
}
