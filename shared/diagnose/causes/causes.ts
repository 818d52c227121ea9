import { ANSWER_CAUSES } from './answers.ts';
import { API_CAUSES } from './api.ts';
import { API_TOKEN_CAUSES } from './api-token.ts';
import { ASSERTION_CAUSES } from './assertions.ts';
import { BETWEEN_CAUSES } from './between.ts';
import { BINDING_CAUSES } from './binding.ts';
import type { Cause, Family } from './cause.ts';
import { CREDENTIAL_CAUSES } from './credentials.ts';
import { FAULT_CAUSES } from './fault.ts';
import { GRANT_CAUSES } from './grant.ts';
import { OPERATION_CAUSES } from './operations.ts';
import { PATH_CAUSES } from './path.ts';
import { POLICY_CAUSES } from './policy.ts';
import { PRODUCT_CODES, type ProductCode } from './product-codes.ts';
import { REQUEST_CAUSES } from './request.ts';
import { SCOPE_CAUSES, TARGET_CAUSES } from './scope.ts';

const TABLES = {
  ...CREDENTIAL_CAUSES,
  ...ASSERTION_CAUSES,
  ...BINDING_CAUSES,
  ...GRANT_CAUSES,
  ...SCOPE_CAUSES,
  ...TARGET_CAUSES,
  ...REQUEST_CAUSES,
  ...PATH_CAUSES,
  ...BETWEEN_CAUSES,
  ...POLICY_CAUSES,
  ...FAULT_CAUSES,
  ...OPERATION_CAUSES,
  ...ANSWER_CAUSES,
  ...API_TOKEN_CAUSES,
  ...API_CAUSES,
};

/** The closed set of causes. Ids are stable: they are the ids of findings. */
export type CauseId = keyof typeof TABLES;

export const CAUSES: Readonly<Record<CauseId, Cause>> = TABLES;

// The compiler checks that every product code names a cause that exists.
PRODUCT_CODES satisfies readonly (ProductCode & { readonly cause: CauseId })[];

/** What happened, where several causes of a family remain: the id and headline of the finding. */
export const FAMILIES: Readonly<Record<Family, { readonly id: string; readonly headline: string }>> = {
  credentials: { id: 'oauth-invalid-client', headline: 'The server rejected the client’s credentials' },
  grant: { id: 'oauth-grant-refused', headline: 'The server refused the grant' },
  scope: { id: 'oauth-invalid-scope', headline: 'The server rejected the requested scope' },
  target: { id: 'oauth-invalid-target', headline: 'The server rejected the audience or resource' },
  request: { id: 'oauth-invalid-request', headline: 'The server found the request invalid' },
  path: { id: 'http-wrong-url', headline: 'The URL may be wrong' },
  between: { id: 'http-answered-in-between', headline: 'Something in front of the server answered' },
  fault: { id: 'http-fault', headline: 'The server failed' },
  limit: { id: 'http-limit', headline: 'The server limits requests' },
  policy: { id: 'oauth-access-denied', headline: 'The server denied access' },
  token: { id: 'api-invalid-token', headline: 'The API rejected the token' },
  'no-token': { id: 'api-unauthorized', headline: 'The API did not accept the authentication' },
  permission: { id: 'api-forbidden', headline: 'The API denied access' },
  binding: { id: 'binding-refused', headline: 'The server wants proof of possession' },
  operation: { id: 'operation-refused', headline: 'The server refused this operation' },
  answer: { id: 'answer-unexpected', headline: 'The response is not what was expected' },
};
