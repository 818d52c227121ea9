import { describeExpectation } from '../../../shared/expectations/check-expectations.ts';
import type { ReportCase } from '../../../shared/report/report.ts';
import { safeText, type Terminal } from './terminal.ts';

/** One line for each expectation, with what was found where it was not met. */
export function printExpectations({ expectations }: ReportCase, { print, colors }: Terminal): void {
  if (expectations.length > 0) print('');
  for (const { expectation, passed, found } of expectations) {
    const text = safeText(describeExpectation(expectation));
    print(passed ? colors.green(`✓ ${text}`) : colors.yellow(`✗ ${text}: ${safeText(found)}`));
  }
}
