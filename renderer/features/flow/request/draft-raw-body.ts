import type { RequestPreview } from '../../../../shared/ipc/contract.ts';
import { ASSERTION_PLACEHOLDER, SECRET_PLACEHOLDER } from '../../../../shared/oauth/token-request.ts';
import type { SecretSpan } from '../../../../shared/text/sensitive-text.ts';

/** The built body as a start for editing. The window knows neither secret nor assertion: what stands for them is filled in when sent. */
export function draftRawBody(preview: RequestPreview | null): string {
  const body = preview?.request?.body;
  if (!body) return 'grant_type=client_credentials';
  return body
    .map((span) => (typeof span === 'string' ? span : (span.value ?? placeholderFor(span))))
    .join('');
}

function placeholderFor({ name }: SecretSpan): string {
  return name === 'CLIENT_ASSERTION' ? ASSERTION_PLACEHOLDER : SECRET_PLACEHOLDER;
}
