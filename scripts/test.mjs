// npm test: everything, and at the end how much of it passed.
import { provisionElectron } from './electron/provision.mjs';
import { clearFacts, readFacts } from './stages/facts.mjs';
import { runStages } from './stages/run-stages.mjs';
import {
  asUser,
  build,
  command,
  deadCode,
  endToEnd,
  inChromium,
  installed,
  integration,
  lint,
  packaged,
  typecheck,
  unit,
} from './stages/stages.mjs';

try {
  // Nothing below runs without it, and whoever reads the result wants to know on which.
  const { label } = await provisionElectron();
  clearFacts();
  await runStages(
    [
      typecheck,
      lint,
      deadCode,
      build,
      unit,
      integration,
      endToEnd,
      inChromium,
      asUser,
      packaged,
      installed,
      command,
    ],
    {
      facts: () => [`tested on ${label}`, ...readFacts()],
    },
  );
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
