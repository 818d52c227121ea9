import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ALL_RULES } from '../../../../shared/diagnose/diagnose.ts';
import { type Example, findingsPage } from './findings-page.ts';
import { findingsOf, readRecorded } from './recorded.ts';

/** `npm run docs:findings` runs this test with --update, which writes the page instead of comparing it. */
it('docs/FINDINGS.md is what the code and the recorded answers say', async () => {
  const examples = new Map<string, Example[]>();
  for (const recorded of readRecorded()) {
    for (const finding of findingsOf(recorded)) {
      const from = `${recorded.file.replace('.json', '')}: ${recorded.name}`;
      examples.set(finding.id, [...(examples.get(finding.id) ?? []), { from, finding }]);
    }
  }
  const page = findingsPage(ALL_RULES, examples);
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../../../docs/FINDINGS.md'));
});
