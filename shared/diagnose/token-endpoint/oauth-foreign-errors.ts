import type { Facts } from '../facts/facts.ts';
import { seenError } from '../facts/refusal-facts.ts';
import type { Rule } from '../rule.ts';
import { endpointHint, otherEndpoints } from './endpoint-hints.ts';
import { invalidClientNext } from './invalid-client.ts';

/** Codes of other flows and endpoints, with what each belongs to. */
const FOREIGN: Readonly<Record<string, string>> = {
  authorization_pending: 'the device flow (RFC 8628)',
  slow_down: 'the device flow (RFC 8628)',
  expired_token: 'the device flow (RFC 8628)',
  unsupported_response_type: 'the authorization endpoint (RFC 6749 §4.1)',
  login_required: 'the authorization endpoint (OpenID Connect)',
  interaction_required: 'the authorization endpoint (OpenID Connect)',
  consent_required: 'the authorization endpoint (OpenID Connect)',
  account_selection_required: 'the authorization endpoint (OpenID Connect)',
  invalid_request_uri: 'the authorization endpoint (RFC 9101)',
  invalid_request_object: 'the authorization endpoint (RFC 9101)',
  request_not_supported: 'the authorization endpoint (OpenID Connect)',
  request_uri_not_supported: 'the authorization endpoint (OpenID Connect)',
  invalid_redirect_uri: 'the registration endpoint (RFC 7591)',
  invalid_client_metadata: 'the registration endpoint (RFC 7591)',
  invalid_software_statement: 'the registration endpoint (RFC 7591)',
  unapproved_software_statement: 'the registration endpoint (RFC 7591)',
  unsupported_token_type: 'the revocation endpoint (RFC 7009)',
};

/** Errors that are no token endpoint's for client credentials. The first that fits. */
export const OAUTH_FOREIGN_RULES: readonly Rule[] = [
  {
    id: 'oauth-error-of-an-api',
    severity: 'error',
    title: 'The address answers like an API, not like a token endpoint',
    why: 'It complains about an access token. A token endpoint hands those out and asks for none.',
    reference: 'RFC 6750 §3.1',
    check: (facts) =>
      isError(facts, ['invalid_token', 'insufficient_scope'])
        ? {
            seen: seenError(facts),
            nextStep: `Check that the URL is the token endpoint.${endpointHint(facts)}`,
            actions: otherEndpoints(facts),
          }
        : null,
  },
  {
    id: 'oauth-error-of-another-flow',
    severity: 'error',
    title: 'The error belongs to another flow',
    why: 'The request was understood as something other than client credentials, or it went to another endpoint.',
    reference: 'RFC 6749 §11.4',
    check: (facts) => {
      const { outcome } = facts;
      const home = outcome?.kind === 'error' ? FOREIGN[outcome.error] : undefined;
      return home === undefined
        ? null
        : {
            seen: seenError(facts),
            nextStep: `This code is one of ${home}. Check the URL, and that the body says grant_type=client_credentials.${endpointHint(facts)}`,
          };
    },
  },
  {
    id: 'oauth-error-of-a-framework',
    severity: 'error',
    title: 'The web framework refuses, before OAuth is reached',
    why: 'The error is just the name of the status, as frameworks write it on their own: the path may not be the token endpoint, or something in front of it wants credentials.',
    reference: 'RFC 6749 §5.2',
    check: (facts) =>
      facts.outcome?.kind === 'error' &&
      /^(bad request|unauthorized|forbidden|conflict|\d{3})$/i.test(facts.outcome.error)
        ? {
            seen: seenError(facts),
            nextStep: `Check the path first.${endpointHint(facts)} ${invalidClientNext(facts).nextStep}`,
            actions: invalidClientNext(facts).actions,
          }
        : null,
  },
];

function isError({ outcome }: Facts, codes: readonly string[]): boolean {
  return outcome?.kind === 'error' && codes.includes(outcome.error);
}
