// npm run check: what to run before a commit. Types, lint and format, unit tests.
import { runStages } from './stages/run-stages.mjs';
import { lint, typecheck, unit } from './stages/stages.mjs';

await runStages([typecheck, lint, unit]);
