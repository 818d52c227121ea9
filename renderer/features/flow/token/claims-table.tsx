import { useMemo } from 'react';
import { TIME_CLAIMS } from '../../../../shared/oauth/jwt/registered-claims.ts';
import { formatMoment, formatRelative } from '../../../ui/format-time.ts';
import { KeyValueTable } from '../../../ui/key-value-table.tsx';
import { useLongList } from '../../../ui/long-list.tsx';
import { useNow } from '../../../ui/use-now.ts';
import styles from './token-panel.module.css';
import { writeMember } from './write-member.ts';

export interface ClaimsTableProps {
  readonly label: string;
  readonly members: Readonly<Record<string, unknown>>;
  /** What a name means; without it the names stand alone. */
  readonly explain?: ((name: string) => string | null) | undefined;
}

/** Names and values of a JSON object; times also in words and in local time. */
export function ClaimsTable({ label, members, explain }: ClaimsTableProps) {
  const now = useNow(1_000);
  const entries = useMemo(() => Object.entries(members), [members]);
  const { shown, more } = useLongList(entries);
  return (
    <KeyValueTable
      label={label}
      more={more}
      rows={shown.map(([name, value]) => {
        const notes = [describeTime(name, value, now), explain?.(name) ?? null];
        return {
          key: name,
          name,
          value: <Member text={writeMember(value)} />,
          note: notes.filter((note) => note !== null).join('\n') || undefined,
        };
      })}
    />
  );
}

/** Characters; more would push the other claims out of sight. */
const LONG = 500;

function Member({ text }: { readonly text: string }) {
  if (text.length <= LONG) return text;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <span className={styles.longMember} tabIndex={0}>
      {text}
    </span>
  );
}

function describeTime(name: string, value: unknown, now: number): string | null {
  if (!TIME_CLAIMS.includes(name) || typeof value !== 'number' || !Number.isFinite(value)) return null;
  const at = value * 1_000;
  // Beyond what a date can hold.
  if (Number.isNaN(new Date(at).getTime())) return null;
  return `${formatMoment(at)}, ${formatRelative(at, now)}`;
}
