import type { RequestPreview } from '../../../../shared/ipc/runs.ts';
import type { SecretSpan } from '../../../../shared/text/sensitive-text.ts';
import { writeReference } from '../../../../shared/variables/references.ts';

/** The built body as a start for editing. The window knows no secret: references stand for them, filled in when sent. */
export function draftRawBody(preview: RequestPreview | null): string {
  const body = preview?.request?.body;
  if (!body) return 'grant_type=client_credentials';
  return body
    .map((span) => (typeof span === 'string' ? span : (span.value ?? writeReference(nameOf(span)))))
    .join('');
}

function nameOf({ name, variable }: SecretSpan): string {
  if (variable !== undefined) return variable;
  return name === 'CLIENT_ASSERTION' ? 'client_assertion' : 'client_secret';
}
