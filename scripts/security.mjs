// npm run test:security: the attack sets of docs/SECURITY.md alone; `npm test` runs them with everything else.
// CREDENCE_SECURITY_FULL=1 runs every seed: 200 kills and 10,000 changed responses.
import { runStages } from './stages/run-stages.mjs';
import { security } from './stages/stages.mjs';

await runStages(security);
