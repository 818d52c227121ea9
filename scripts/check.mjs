// npm run check: what to run before a commit. Types, lint and format, dead code, unit tests.
import { runStages } from './stages/run-stages.mjs';
import { deadCode, lint, typecheck, unit } from './stages/stages.mjs';

await runStages([typecheck, lint, deadCode, unit]);
