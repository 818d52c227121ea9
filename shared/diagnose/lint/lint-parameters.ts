import { readAuthorizationDetails } from '../../oauth/request/authorization-details.ts';
import { resourceProblem } from '../../oauth/request/resource.ts';
import { valuesOf } from '../evidence/evidence.ts';
import { list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** What is off about the parameters that say what a token is to be good for. All that fit. */
export const PARAMETER_LINT: readonly Rule[] = [
  {
    id: 'lint-resource',
    severity: 'warning',
    title: 'A resource is not as it has to be',
    why: 'The parameter resource has to be an absolute URI without a fragment; servers answer others with invalid_target.',
    reference: 'RFC 8707 §2',
    check: ({ parameters }) => {
      const bad = valuesOf(parameters, 'resource').filter((value) => resourceProblem(value) !== null);
      const [first] = bad;
      return first === undefined
        ? null
        : {
            seen: list(bad.map((value) => quote(value))),
            nextStep: `${resourceProblem(first) ?? ''} A good one: https://api.example.com/.`,
          };
    },
  },
  {
    id: 'lint-authorization-details',
    severity: 'warning',
    title: 'The authorization_details are not what the RFC asks for',
    why: 'They have to be a JSON array of objects, each with a type; servers answer others with invalid_authorization_details.',
    reference: 'RFC 9396 §2',
    check: ({ parameters }) => {
      const problems = valuesOf(parameters, 'authorization_details').flatMap(
        (value) => readAuthorizationDetails(value).problems,
      );
      const [first] = problems;
      return first
        ? {
            seen: problems.length === 1 ? 'There is a mistake.' : `There are ${problems.length} mistakes.`,
            nextStep: `Line ${first.line}, column ${first.column}: ${first.message}`,
          }
        : null;
    },
  },
  {
    id: 'lint-authorization-details-unlisted',
    severity: 'info',
    title: 'The server does not list a type of authorization_details',
    why: 'The metadata names the types that it knows; it has to refuse others.',
    reference: 'RFC 9396 §10',
    check: ({ parameters, metadata }) => {
      const known = metadata?.authorization_details_types_supported;
      const types = valuesOf(parameters, 'authorization_details').flatMap(
        (value) => readAuthorizationDetails(value).types,
      );
      const unlisted = known ? types.filter((type) => !known.includes(type)) : [];
      return unlisted.length > 0
        ? {
            seen: `Not listed: ${list(unlisted.map((type) => quote(type)))}.`,
            nextStep: `Listed are ${list((known ?? []).map((type) => quote(type)))}.`,
          }
        : null;
    },
  },
];
