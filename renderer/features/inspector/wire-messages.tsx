import { type ReactNode, useEffect, useState } from 'react';
import type { Exchange } from '../../../shared/http/exchange.ts';
import type { WireDirection, WireFrame, WireView } from '../../../shared/http/wire.ts';
import { maskText, type SecretName } from '../../../shared/text/sensitive-text.ts';
import { copyText } from '../../state/actions/clipboard.ts';
import { getWire } from '../../state/actions/exchange-bytes.ts';
import { CodeView } from '../../ui/code-view/code-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { formatSize } from '../../ui/format-size.ts';
import styles from './inspector.module.css';

export interface WireMessagesProps {
  readonly exchange: Exchange;
  readonly reveal: readonly SecretName[];
  /** What is shown of exchanges whose bytes are no longer kept: the messages, written out of the record. */
  readonly children: ReactNode;
}

/** The recorded bytes of both messages, where they are still in memory. */
export function WireMessages({ exchange, reveal, children }: WireMessagesProps) {
  const wire = useWire(exchange.id);
  if (wire === 'asked') return <div className={styles.loading} aria-busy />;
  if (wire === null) {
    return (
      <>
        <p className={styles.facts}>
          Only the latest exchanges keep their bytes. This view is rebuilt from the record.
        </p>
        {children}
      </>
    );
  }
  return (
    <>
      {wire.protocol === '2' && (
        <p className={styles.facts}>
          HTTP/2 is binary: these are the fields of its frames, with pseudo-headers first (RFC 9113 §8.3).
        </p>
      )}
      <Direction title="Request, as sent" direction={wire.sent} reveal={reveal} />
      {wire.received.size > 0 && (
        <Direction title="Response, as received" direction={wire.received} reveal={reveal} />
      )}
      {wire.frames.length > 0 && <Frames frames={wire.frames} />}
      {exchange.failure && (
        <p className={styles.quiet}>
          {exchange.response ? 'Then the response broke off: ' : 'No response came: '}
          <code>{exchange.failure.message}</code>
        </p>
      )}
    </>
  );
}

function useWire(id: string): WireView | null | 'asked' {
  const [wire, setWire] = useState<WireView | null | 'asked'>('asked');
  useEffect(() => {
    let left = false;
    setWire('asked');
    void getWire(id).then((result) => {
      if (!left) setWire(result.ok ? result.value : null);
    });
    return () => {
      left = true;
    };
  }, [id]);
  return wire;
}

interface DirectionProps {
  readonly title: string;
  readonly direction: WireDirection;
  readonly reveal: readonly SecretName[];
}

/** More is not read by anyone; the file has it. */
const SHOWN_CHARACTERS = 200_000;

function Direction({ title, direction, reveal }: DirectionProps) {
  const whole = readable(direction, reveal);
  const text = whole.slice(0, SHOWN_CHARACTERS);
  const cut = direction.truncated || text.length < whole.length;
  return (
    <section aria-label={title}>
      <div className={styles.bodyTools}>
        <h3 className={styles.subtitle}>{title}</h3>
        <span className={styles.facts}>
          {formatSize(direction.size)}
          {cut && ', only the beginning is shown'}
        </span>
        <CopyButton label={`Copy ${title.split(',')[0]?.toLowerCase()} text`} copy={() => copyText(text)} />
      </div>
      {direction.size === 0 ? (
        <p className={styles.quiet}>Nothing was sent.</p>
      ) : (
        <CodeView text={text} language="text" label={title} />
      )}
    </section>
  );
}

/** Bytes as UTF-8 where they are that, else one character for each. */
function readable({ text }: WireDirection, reveal: readonly SecretName[]): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (latin1: string) => {
    try {
      return decoder.decode(
        Uint8Array.from(latin1, (character) => character.charCodeAt(0)),
        { stream: false },
      );
    } catch {
      return latin1;
    }
  };
  return maskText(
    text.map((span) =>
      typeof span === 'string'
        ? decode(span)
        : { ...span, value: span.value === null ? null : decode(span.value) },
    ),
    reveal,
  );
}

function Frames({ frames }: { readonly frames: readonly WireFrame[] }) {
  const lines = frames.map(({ direction, type, streamId, length, flags, detail }) =>
    [
      direction === 'sent' ? '→' : '←',
      type.padEnd(13),
      `stream ${streamId}`.padEnd(10),
      `${length} bytes`.padStart(13),
      flags.join(' '),
      detail ?? '',
    ]
      .join('  ')
      .trimEnd(),
  );
  return (
    <section aria-label="Frames">
      <h3 className={styles.subtitle}>Frames ({frames.length}): those sent, then those received</h3>
      <CodeView text={lines.join('\n')} language="text" label="Frames" />
    </section>
  );
}
