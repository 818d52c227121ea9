import { Button, Switch } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { type ComparedToken, compareTokens } from '../../../shared/history/compare-tokens.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { compareChosen } from '../../state/actions/token-shelf.ts';
import { operationsOf } from '../../state/selectors/tokens.ts';
import type { TokensSlice } from '../../state/slices/tokens.ts';
import { useAppState } from '../../state/store.ts';
import compare from '../history/compare/compare.module.css';
import { ComparedSectionView } from '../history/compare/compared-section.tsx';
import { shortName } from './token-row.tsx';
import styles from './token-shelf.module.css';

export interface TokenComparisonProps {
  readonly leftId: string;
  readonly rightId: string;
}

/** Two tokens side by side, what differs marked. */
export function TokenComparison({ leftId, rightId }: TokenComparisonProps) {
  const [onlyDifferences, setOnlyDifferences] = useState(true);
  const tokens = useAppState((state) => state.tokens.byId);
  const operations = useAppState((state) => state.tokens.operations);
  const left = comparedToken(tokens[leftId], operations);
  const right = comparedToken(tokens[rightId], operations);
  if (!left || !right) return null;
  const sections = compareTokens(left, right);
  const differences = sections.reduce((sum, section) => sum + section.differences, 0);
  const shown = onlyDifferences ? sections.filter((section) => section.differences > 0) : sections;
  const unasked = [left, right].filter(({ introspection }) => introspection === null).length;
  return (
    <>
      <div className={styles.bar}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={15} />}
          onClick={() => compareChosen(false)}
        >
          Back to the list
        </Button>
        <Switch
          label="Only what differs"
          checked={onlyDifferences}
          onChange={(event) => setOnlyDifferences(event.currentTarget.checked)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={compare.scroll} tabIndex={0} aria-label="Comparison of two tokens">
        <div className={compare.sides}>
          <Side token={left} />
          <Side token={right} />
        </div>
        <p className={compare.count} role="status">
          {differences === 1 ? '1 difference.' : `${differences} differences.`}
          {unasked > 0 && ' Introspect both to compare what the server says.'}
        </p>
        {shown.map((section) => (
          <ComparedSectionView key={section.id} section={section} onlyDifferences={onlyDifferences} />
        ))}
      </section>
    </>
  );
}

function Side({ token: { token } }: { readonly token: ComparedToken }) {
  return (
    <div className={styles.side}>
      <code>{shortName(token)}</code>
      <span className={styles.note}>{token.clientId || 'no client id'}</span>
    </div>
  );
}

function comparedToken(
  token: AccessToken | undefined,
  operations: TokensSlice['operations'],
): ComparedToken | null {
  if (!token) return null;
  const outcome = operationsOf(operations, token.id).introspection.result?.outcome;
  const asked = outcome?.kind === 'active' || outcome?.kind === 'inactive';
  return { token, introspection: asked ? { active: outcome.kind === 'active', ...outcome.members } : null };
}
