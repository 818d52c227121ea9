import type { HeaderPlan, TokenCall } from './plan.ts';
import { isPlain } from './value.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The token request's headers, without the content type that a library's form encoder sets. */
export function headersBesideForm({ headers, body }: TokenCall): HeaderPlan[] {
  return headers.filter((header) => body.kind === 'raw' || !isFormType(header));
}

function isFormType({ name, value }: HeaderPlan): boolean {
  return name.toLowerCase() === 'content-type' && isPlain(value) && value.join('') === FORM_TYPE;
}

/** Content headers (RFC 9110 §8), which some libraries keep separate. */
export function isContentHeader({ name }: HeaderPlan): boolean {
  return /^(content-.*|allow|expires|last-modified)$/i.test(name);
}
