import type { RequestPreview } from '../../../../shared/ipc/contract.ts';
import { SECRET_PLACEHOLDER } from '../../../../shared/oauth/token-request.ts';

/** The built body as a start for editing. The window does not know the secret: what stands for it is filled in when sent. */
export function draftRawBody(preview: RequestPreview | null): string {
  const body = preview?.request?.body;
  if (!body) return 'grant_type=client_credentials';
  return body.map((span) => (typeof span === 'string' ? span : (span.value ?? SECRET_PLACEHOLDER))).join('');
}
