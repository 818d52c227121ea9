import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { DecodedJwt } from '../../../shared/oauth/jwt/jwt.ts';
import { explainClaim, explainHeader, TIME_CLAIMS } from '../../../shared/oauth/jwt/registered-claims.ts';
import { writeMember } from '../../features/flow/token/write-member.ts';
import { formatClock, formatMoment, formatRelative } from '../../ui/format-time.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './token-tab.module.css';

/** Header and claims as anyone can read them, times in words. */
export function JwtParts({ jwt }: { readonly jwt: DecodedJwt }) {
  const [isExplained, setExplained] = useState(false);
  return (
    <>
      <Switch
        label="Explain the names"
        checked={isExplained}
        onChange={(event) => setExplained(event.currentTarget.checked)}
      />
      <Part
        name="header"
        title="Header"
        label="JWT header"
        members={jwt.header}
        meaning={isExplained ? explainHeader : null}
      />
      <Part
        name="claims"
        title="Claims"
        label="JWT claims"
        members={jwt.claims}
        meaning={isExplained ? explainClaim : null}
      />
    </>
  );
}

interface PartProps {
  readonly name: 'header' | 'claims';
  readonly title: string;
  readonly label: string;
  readonly members: Readonly<Record<string, unknown>>;
  /** What a name means; null while that is not asked for. */
  readonly meaning: ((name: string) => string | null) | null;
}

function Part({ name, title, label, members, meaning }: PartProps) {
  const now = useNow(1_000);
  return (
    <section className={`${styles.part} ${styles[name]}`} aria-label={label}>
      <h3>{title}</h3>
      <dl>
        {Object.entries(members).map(([member, value]) => (
          <Member key={member} name={member} value={value} now={now} meaning={meaning?.(member) ?? null} />
        ))}
      </dl>
    </section>
  );
}

interface MemberProps {
  readonly name: string;
  readonly value: unknown;
  readonly now: number;
  readonly meaning: string | null;
}

function Member({ name, value, now, meaning }: MemberProps) {
  const say = explain(name, value, now);
  return (
    <>
      <dt title={name}>{name}</dt>
      <dd>
        <span className={styles.member}>{writeMember(value)}</span>
        {say !== null && <span className={styles.say}>{say}</span>}
        {meaning !== null && <span className={styles.meaning}>{meaning}</span>}
      </dd>
    </>
  );
}

const MEANINGS: Readonly<Record<string, string>> = {
  sub: 'the client',
  aud: 'who may accept it',
  RS256: 'RSA with SHA-256',
  RS384: 'RSA with SHA-384',
  RS512: 'RSA with SHA-512',
  PS256: 'RSA-PSS with SHA-256',
  ES256: 'ECDSA with P-256',
  ES384: 'ECDSA with P-384',
  EdDSA: 'Edwards curve',
};

function explain(name: string, value: unknown, now: number): string | null {
  if (TIME_CLAIMS.includes(name) && typeof value === 'number' && Number.isFinite(value)) {
    const at = value * 1_000;
    // Beyond what a date can hold.
    if (Number.isNaN(new Date(at).getTime())) return null;
    const isToday = new Date(at).toDateString() === new Date(now).toDateString();
    const moment = isToday ? formatClock(at) : formatMoment(at);
    return name === 'exp' ? `${moment}, ${formatRelative(at, now)}` : moment;
  }
  if (name === 'alg') return (typeof value === 'string' && MEANINGS[value]) || null;
  return MEANINGS[name] ?? null;
}
