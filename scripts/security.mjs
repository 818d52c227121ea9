// npm run test:security: the attack sets of docs/SECURITY.md alone; `npm test` runs them with everything else.
// CREDENCE_SECURITY_FULL=1 runs every seed: 200 kills, 10,000 changed responses, texts of 5 MB.
import { runStages } from './stages/run-stages.mjs';
import { security } from './stages/stages.mjs';

await runStages(security);
