export { HOSTILE_BODIES, purposeOf } from '../../fixtures/hostile-bodies.ts';
export { readResponse } from '../../unit/security/read-response.ts';
