import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { ExpectationResult } from '../../../shared/expectations/check-expectations.ts';
import { describeExpectation } from '../../../shared/expectations/describe-expectation.ts';
import styles from './expectations-tab.module.css';
import band from './result.module.css';
import { openResultTab } from './result-tab-state.ts';

interface ExpectationResults {
  readonly results: readonly ExpectationResult[];
}

/** Each expectation of the call, and what was found instead where it was not met. */
export function ExpectationsTab({ results }: ExpectationResults) {
  return (
    <ul className={styles.expectations} aria-label="Expectations">
      {results.map(({ expectation, passed, found }, index) => {
        const Icon = passed ? IconCircleCheck : IconCircleX;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two expectations may be the same
          <li key={index} data-passed={passed}>
            <Icon size={16} role="img" aria-label={passed ? 'met' : 'not met'} />
            <span>
              <code>{describeExpectation(expectation)}</code>
              {!passed && <span className={styles.found}>{sentence(found)}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function sentence(found: string): string {
  return `${found.charAt(0).toUpperCase()}${found.slice(1)}.`;
}

/** Under the verdict: whether the call did what it was expected to do. A click shows which. */
export function ExpectationsLine({ results }: ExpectationResults) {
  if (results.length === 0) return null;
  const missed = results.filter(({ passed }) => !passed).length;
  const Icon = missed === 0 ? IconCircleCheck : IconCircleX;
  return (
    <button
      type="button"
      className={band.says}
      data-tone={missed === 0 ? 'good' : 'caution'}
      onClick={() => openResultTab('expectations')}
    >
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>{summarise(results.length, missed)}</span>
    </button>
  );
}

function summarise(count: number, missed: number): string {
  const all = count === 1 ? 'The expectation is' : `All ${count} expectations are`;
  if (missed === 0) return `${all} met.`;
  if (count === 1) return 'The expectation is not met.';
  return `${missed} of ${count} expectations ${missed === 1 ? 'is' : 'are'} not met.`;
}
