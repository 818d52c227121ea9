import { SegmentedControl } from '@mantine/core';
import type { HttpVersionChoice } from '../../../../shared/model/connection.ts';
import { DEFAULT_HTTP_VERSION } from '../../../../shared/model/default-connection.ts';
import { setHttpVersion } from '../../../state/actions/connection.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Choice } from '../../../ui/choice.tsx';
import styles from './server-card.module.css';

const VERSIONS: readonly { readonly value: HttpVersionChoice; readonly label: string }[] = [
  { value: '1.1', label: '1.1' },
  { value: 'auto', label: '2 where offered' },
  { value: '2', label: '2' },
];

const NOTES: Readonly<Record<HttpVersionChoice, string>> = {
  '1.1': 'Text on the wire: the preview shows the exact bytes.',
  auto: 'The server chooses in the TLS handshake (ALPN). Plain http uses 1.1.',
  '2': 'HTTP/2 only; on plain http with prior knowledge (RFC 9113 §3.3).',
};

/** Which HTTP is spoken. */
export function HttpVersionField() {
  const { httpVersion = DEFAULT_HTTP_VERSION } = useAppState(selectWorkspace);
  return (
    <Choice label="HTTP version" note={NOTES[httpVersion]}>
      {(labelledBy) => (
        <SegmentedControl<HttpVersionChoice>
          classNames={{ label: styles.segment ?? '' }}
          aria-labelledby={labelledBy}
          data={[...VERSIONS]}
          value={httpVersion}
          onChange={setHttpVersion}
        />
      )}
    </Choice>
  );
}
