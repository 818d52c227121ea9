import type { TokenRequestDraft } from '../../model/workspace.ts';

/** A token request's parameters: those with their own fields, and the rest. */
export interface NamedParameters<P> {
  readonly named: Pick<TokenRequestDraft, 'resources' | 'audience' | 'authorizationDetails'>;
  readonly rest: readonly P[];
}

/**
 * Moves `resource` (RFC 8707 §2, repeatable), `audience` and `authorization_details` (RFC 9396 §2) from imported
 * parameters to their fields. Only moves leading ones in field order, so that the request stays identical byte for
 * byte. An empty one stays a parameter: empty fields are not sent.
 */
export function takeNamedParameters<P extends { readonly name: string; readonly value: string }>(
  parameters: readonly P[],
): NamedParameters<P> {
  let from = 0;
  const takeOne = (wanted: string): string | null => {
    const next = parameters[from];
    if (next?.name !== wanted || next.value === '') return null;
    from += 1;
    return next.value;
  };
  const resources: string[] = [];
  for (let one = takeOne('resource'); one !== null; one = takeOne('resource')) resources.push(one);
  const audience = takeOne('audience');
  const authorizationDetails = takeOne('authorization_details');
  return {
    named: {
      ...(resources.length > 0 ? { resources } : {}),
      ...(audience === null ? {} : { audience }),
      ...(authorizationDetails === null ? {} : { authorizationDetails }),
    },
    rest: parameters.slice(from),
  };
}
