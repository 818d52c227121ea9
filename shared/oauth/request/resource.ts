import { MASK } from '../../text/sensitive-text.ts';

/** What is wrong with a resource (RFC 8707 §2), in a sentence; null if it is valid or masked. */
export function resourceProblem(resource: string): string | null {
  if (resource === '' || resource.includes(MASK)) return null;
  if (resource !== resource.trim()) return 'There is white space at its beginning or end.';
  if (!/^[a-z][a-z0-9+.-]*:/i.test(resource)) {
    return 'It is not an absolute URI: begin with a scheme, for example https://.';
  }
  if (resource.includes('#')) return 'It has a fragment, the part after #, which a resource must not have.';
  if (!/^[a-z][a-z0-9+.-]*:[^\s"<>\\^`{|}]+$/i.test(resource)) {
    return 'It has nothing after the scheme, or a character that a URI does not have.';
  }
  return null;
}
