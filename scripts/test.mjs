// npm test: everything, and at the end how much of it passed.
import { provisionElectron } from './electron/provision.mjs';
import { runStages } from './stages/run-stages.mjs';
import { build, endToEnd, integration, lint, packaged, typecheck, unit } from './stages/stages.mjs';

try {
  // Nothing below runs without it, and whoever reads the result wants to know on which.
  const { label } = await provisionElectron();
  await runStages([typecheck, lint, build, unit, integration, endToEnd, packaged], {
    facts: [`tested on ${label}`],
  });
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
