import type { Expectation } from '../model/workspace.ts';

/** The expectation as text, for reports and the terminal. */
export function describeExpectation(expectation: Expectation): string {
  switch (expectation.kind) {
    case 'status':
      return `status is ${expectation.status}`;
    case 'header':
      return `header ${expectation.name} ${describeMatch(expectation.match, expectation.value)}`;
    case 'json':
      return `${expectation.path} ${describeMatch(expectation.match, expectation.value)}`;
    case 'time':
      return `response within ${expectation.belowMs} ms`;
    case 'refused':
      return `refused with ${expectation.error}`;
  }
}

function describeMatch(match: 'exists' | 'equals' | 'matches', value: string): string {
  return match === 'exists' ? 'exists' : `${match} ${value}`;
}
