import type { RequestPreview } from '../../../../shared/ipc/contract.ts';

/** What stands for the client's secret in a body written by hand; the window does not know the secret itself. */
export const SECRET_PLACEHOLDER = 'SECRET';

/** The built body as a start for editing. */
export function draftRawBody(preview: RequestPreview | null): string {
  const body = preview?.request?.body;
  if (!body) return 'grant_type=client_credentials';
  return body.map((span) => (typeof span === 'string' ? span : (span.value ?? SECRET_PLACEHOLDER))).join('');
}
