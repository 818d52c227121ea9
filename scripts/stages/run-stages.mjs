/**
 * Runs the stages one after the other, all of them even when one fails, and ends with `N passed, N failed`
 * alone on the last line. The exit code is 0 only if something ran and nothing failed.
 */
export async function runStages(stages, { facts = () => [] } = {}) {
  const rows = [];
  for (const stage of stages) {
    console.log(`\n── ${stage.name} ${'─'.repeat(Math.max(0, 72 - stage.name.length))}`);
    const started = performance.now();
    const counts = await stage.run().catch((error) => {
      console.error(error);
      return { passed: 0, failed: 1, skipped: 0, notes: [] };
    });
    rows.push({ name: stage.name, ...counts, seconds: (performance.now() - started) / 1000 });
  }
  printSummary(rows, facts());
}

function printSummary(rows, facts) {
  const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
  console.log(`\n── summary ${'─'.repeat(65)}`);
  for (const row of rows) {
    const skipped = row.skipped > 0 ? `, ${row.skipped} not run` : '';
    const verdict = row.failed > 0 ? 'FAILED' : 'ok';
    console.log(
      `${verdict.padEnd(7)} ${row.name.padEnd(16)} ${row.passed} passed, ${row.failed} failed${skipped} (${row.seconds.toFixed(1)} s)`,
    );
  }
  for (const { notes } of rows) for (const note of notes) console.log(note);
  for (const fact of facts) console.log(fact);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0;
}
