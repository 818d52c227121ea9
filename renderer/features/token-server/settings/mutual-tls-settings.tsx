import { SegmentedControl, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MutualTls } from '../../../../shared/token-server/config.ts';
import { readCertificates } from '../../../state/server-clients/read-certificates.ts';
import { Choice } from '../../../ui/choice.tsx';
import { monoInput } from '../../../ui/mono-input.ts';
import { type PortInput, parsePort } from '../overview/parse-port.ts';
import { RestartQuestion } from '../restart-question.tsx';
import classes from '../token-server.module.css';

export interface MutualTlsSettingsProps {
  readonly mutualTls: MutualTls;
  readonly serverPort: number;
  readonly plainHttp: boolean;
  readonly running: boolean;
  readonly onApply: (mutualTls: MutualTls) => void;
}

type Mode = MutualTls['mode'];

const NOTES: Readonly<Record<Mode, string>> = {
  off: 'Requests no certificates.',
  'same-port': 'Requests a certificate on the same port; clients may present none.',
  'separate-port': 'Requests one on a second port, named in mtls_endpoint_aliases (RFC 8705 §5).',
};

/** Whether and where clients are asked for a certificate (RFC 8705), and whose certificates are trusted. */
export function MutualTlsSettings({
  mutualTls,
  onApply,
  plainHttp,
  running,
  serverPort,
}: MutualTlsSettingsProps) {
  const [draft, setDraft] = useState(() => draftOf(mutualTls, serverPort));
  const [base, setBase] = useState(mutualTls);
  // Other than what was chosen here: a restart, say, leaves that to be applied.
  if (JSON.stringify(base) !== JSON.stringify(mutualTls)) {
    setBase(mutualTls);
    setDraft(draftOf(mutualTls, serverPort));
  }
  const port = readSecondPort(draft.port, serverPort);
  const authorities = draft.authorities.trim() === '' ? NO_CERTIFICATES : readCertificates(draft.authorities);
  const wanted = readDraft(draft.mode, port.ok ? port.port : null, authorities.ok ? authorities.value : null);
  const changed = wanted !== null && JSON.stringify(wanted) !== JSON.stringify(mutualTls);
  const takeUp = (next: MutualTls | null) => {
    if (next !== null && !(running && listensElsewhere(mutualTls, next))) onApply(next);
  };
  const chooseMode = (mode: Mode) => {
    setDraft((before) => ({ ...before, mode }));
    takeUp(readDraft(mode, port.ok ? port.port : null, authorities.ok ? authorities.value : null));
  };
  return (
    <div className={classes.section}>
      <Choice label="Client certificates" note={NOTES[draft.mode]}>
        {(labelledBy) => (
          <SegmentedControl<Mode>
            aria-labelledby={labelledBy}
            value={draft.mode}
            onChange={chooseMode}
            data={[
              { value: 'off', label: 'Off' },
              { value: 'same-port', label: 'Same port' },
              { value: 'separate-port', label: 'Second port' },
            ]}
          />
        )}
      </Choice>
      {draft.mode === 'separate-port' && (
        <TextInput
          label="Second port"
          className={classes.number ?? ''}
          inputMode="numeric"
          value={draft.port}
          onChange={({ currentTarget: { value } }) => setDraft((before) => ({ ...before, port: value }))}
          onBlur={() => changed && takeUp(wanted)}
          error={port.ok ? null : port.problem}
          autoComplete="off"
        />
      )}
      {draft.mode !== 'off' && (
        <Textarea
          label="Additional CAs"
          description="PEM of CAs whose client certificates are trusted, in addition to Credence’s own. Pinned certificates need none."
          placeholder="-----BEGIN CERTIFICATE-----"
          value={draft.authorities}
          onChange={({ currentTarget: { value } }) =>
            setDraft((before) => ({ ...before, authorities: value }))
          }
          onBlur={() => changed && takeUp(wanted)}
          error={authorities.ok ? null : authorities.problem}
          classNames={monoInput}
          rows={4}
          spellCheck={false}
        />
      )}
      {running && changed && listensElsewhere(mutualTls, wanted) && (
        <RestartQuestion onApply={() => onApply(wanted)}>
          Takes effect when the server restarts. Issued tokens stay valid.
        </RestartQuestion>
      )}
      {plainHttp && draft.mode !== 'off' && (
        <Text size="xs" c="dimmed">
          The server uses plain HTTP now, so it requests no certificates until you switch to HTTPS.
        </Text>
      )}
    </div>
  );
}

const NO_CERTIFICATES = { ok: true, value: [] } as const;

interface Draft {
  readonly mode: Mode;
  readonly port: string;
  readonly authorities: string;
}

function draftOf(mutualTls: MutualTls, serverPort: number): Draft {
  return {
    mode: mutualTls.mode,
    port: String(mutualTls.mode === 'separate-port' ? mutualTls.port : serverPort + 1),
    authorities: mutualTls.authorities?.join('') ?? '',
  };
}

function readSecondPort(text: string, serverPort: number): PortInput {
  const port = parsePort(text);
  return port.ok && port.port === serverPort
    ? { ok: false, problem: 'This is the server’s first port.' }
    : port;
}

/** A server that runs takes up other authorities as it is; for another place to ask it has to listen anew. */
function listensElsewhere(before: MutualTls, after: MutualTls): boolean {
  return portOf(before) !== portOf(after);
}

function portOf(mutualTls: MutualTls): Mode | number {
  return mutualTls.mode === 'separate-port' ? mutualTls.port : mutualTls.mode;
}

/** Null while it cannot be used. */
function readDraft(
  mode: Mode,
  port: number | null,
  certificates: readonly string[] | null,
): MutualTls | null {
  if (certificates === null) return null;
  const authorities = certificates.length === 0 ? {} : { authorities: [...certificates] };
  if (mode !== 'separate-port') return { mode, ...authorities };
  return port === null ? null : { mode, port, ...authorities };
}
