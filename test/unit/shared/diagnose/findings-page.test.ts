import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CAUSES } from '../../../../shared/diagnose/causes/causes.ts';
import { ALL_RULES } from '../../../../shared/diagnose/diagnose.ts';
import { type CauseExample, type Example, findingsPage } from './findings-page.ts';
import { examinationOf, findingsOf, readRecorded } from './recorded.ts';

/** `npm run docs:findings` runs this test with --update, which writes the page instead of comparing it. */
it('docs/FINDINGS.md matches the code and the recorded responses', async () => {
  const examples = new Map<string, Example[]>();
  for (const recorded of readRecorded()) {
    for (const finding of findingsOf(recorded)) {
      const from = `${recorded.file.replace('.json', '')}: ${recorded.name}`;
      examples.set(finding.id, [...(examples.get(finding.id) ?? []), { from, finding }]);
    }
  }
  const causes = new Map<string, CauseExample>();
  for (const recorded of readRecorded()) {
    const verdict = examinationOf(recorded)?.verdict;
    if (!verdict || verdict.alternatives.length > 0) continue;
    const known = causes.get(verdict.id);
    causes.set(verdict.id, {
      because: new Set([...(known?.because ?? []), ...verdict.because]),
      firstStep: known?.firstStep ?? verdict.firstStep,
    });
  }
  const page = findingsPage(ALL_RULES, examples, CAUSES, causes);
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../../../docs/FINDINGS.md'));
});
