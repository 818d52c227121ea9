import junit from 'junit-report-builder';
import { durationOf, failureText, type Report } from '../../../shared/report/report.ts';

/** Characters that XML 1.0 (§2.2) does not allow, even escaped. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The report as JUnit XML: a failure's text is the verdict, its first step, and what was expected. */
export function reportJunit(report: Report): string {
  const builder = junit.newBuilder();
  const suite = builder.testSuite().name(xmlText(report.workspace)).timestamp(new Date(report.createdAt));
  for (const reported of report.cases) {
    const testCase = suite
      .testCase()
      .className(xmlText(report.workspace))
      .name(xmlText(reported.name))
      .time(durationOf(reported) / 1000);
    if (reported.passed) continue;
    const text = xmlText(failureText(reported));
    const [headline = ''] = text.split('\n');
    testCase.failure(headline, xmlText(reported.findings[0]?.id ?? 'expectation')).stacktrace(text);
  }
  return builder.build();
}

function xmlText(text: string): string {
  return text.replace(NOT_XML, '\uFFFD');
}
