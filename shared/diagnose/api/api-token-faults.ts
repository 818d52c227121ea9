import type { Facts } from '../facts/facts.ts';
import { explanation, parameterOf, seenRefusal } from '../facts/refusal-facts.ts';
import { header, isLoginPage, pageTitle } from '../facts/response-facts.ts';
import { quote } from '../quote.ts';
import type { Observation, Rule } from '../rule.ts';

/** A rule about a token that an API refuses, where the API says in words what is wrong with it. */
function faultRule(
  rule: Omit<Rule, 'check' | 'severity' | 'reference'>,
  words: RegExp,
  next: Omit<Observation, 'seen'>,
): Rule {
  return {
    ...rule,
    severity: 'error',
    reference: 'RFC 6750 §3.1',
    check: (facts) =>
      isAboutToken(facts) && words.test(explanation(facts)) ? { seen: seenRefusal(facts), ...next } : null,
  };
}

/** A 403 may be for anything: a card’s issuer, an audience of readers. */
function isAboutToken(facts: Facts): boolean {
  if (facts.status === 401) return true;
  const says =
    parameterOf(facts, 'error') !== null || /token|jw[ts]\b|bearer|claim/i.test(explanation(facts));
  return facts.status === 403 && says;
}

/** What an API finds wrong with a token, in the order of how exactly it says so. The first that fits. */
export const API_TOKEN_FAULT_RULES: readonly Rule[] = [
  faultRule(
    {
      id: 'api-wrong-audience',
      title: 'The token is made for another API',
      why: 'A token names whom it is for, and this API is not among them. That keeps one API from using your token at another.',
    },
    /audience|\baud\b/i,
    {
      nextStep:
        'Ask for a token for this API: with the parameter resource or audience, or with the scope that belongs to it. Its manual names the value.',
    },
  ),
  faultRule(
    {
      id: 'api-untrusted-issuer',
      title: 'The API does not trust the server that made the token',
      why: 'It checks the issuer and the signature, and one of them does not fit the server that it is configured for.',
    },
    /issuer|\biss\b|signature|signing key|\bkid\b|no matching key|jwks?\b.{0,30}(not found|fail)/i,
    {
      nextStep:
        'Compare the issuer of the token with the one in the API’s configuration. If the server has changed its keys, the API may have to be restarted.',
    },
  ),
  faultRule(
    {
      id: 'api-token-revoked',
      title: 'The token is no longer active',
      why: 'The server has ended it before its time, or does not know it any more, for example after a restart.',
    },
    /revoked|inactive|not active|no longer (active|valid)/i,
    { nextStep: 'Get a new token and call again.', actions: [{ kind: 'new-token-and-retry' }] },
  ),
  faultRule(
    {
      id: 'api-token-not-yet-valid',
      title: 'The API finds the token not valid yet',
      why: 'By the API’s clock the token’s time has not begun. Most often the clocks of the API and the server differ.',
    },
    /not (yet|(valid )?before)|used before|\bnbf\b/i,
    { nextStep: 'Wait a few seconds and try again; then compare the clocks.', actions: [{ kind: 'retry' }] },
  ),
];

/** Calls that fail for another reason than the token. The first that fits. */
export const API_GATEWAY_RULES: readonly Rule[] = [
  {
    id: 'api-login-page',
    severity: 'error',
    title: 'The API answers with a login page',
    why: 'It looks for a person with a browser session and not for a token, so the token was not looked at.',
    reference: 'RFC 6750 §2.1',
    check: (facts) =>
      facts.status < 500 && isLoginPage(facts)
        ? {
            seen: `Status ${facts.status}; a page${pageTitle(facts) === null ? '' : ` called ${quote(pageTitle(facts) ?? '')}`}.`,
            nextStep: 'Check that the URL is that of the API, and not of the website beside it.',
          }
        : null,
  },
  {
    id: 'api-subscription-key',
    severity: 'error',
    title: 'The API wants an API key as well',
    why: 'The gateway in front of the API asks for a key of its own, beside the token.',
    reference: 'RFC 9110 §11.6.1',
    check: (facts) =>
      (facts.status === 401 || facts.status === 403) &&
      /subscription key|api[ -]?key/i.test(explanation(facts))
        ? {
            seen: seenRefusal(facts),
            nextStep:
              'Add the header with the key that the API’s manual names, for example Ocp-Apim-Subscription-Key or x-api-key.',
          }
        : null,
  },
  {
    id: 'api-gateway-route',
    severity: 'error',
    title: 'The gateway does not know this path or method',
    why: 'For any path that it has no route for, Amazon’s API Gateway says “Missing Authentication Token”, or looks for a signature of Amazon’s own. It has nothing to do with your token.',
    reference: 'RFC 9110 §15.5.5',
    check: (facts) =>
      facts.status === 403 &&
      (/^(MissingAuthenticationToken|IncompleteSignature|InvalidSignature|SignatureDoesNotMatch)/.test(
        header(facts, 'x-amzn-errortype') ?? '',
      ) ||
        /"Missing Authentication Token"/.test(facts.text))
        ? {
            seen: seenRefusal(facts),
            nextStep: `Check the path ${quote(facts.url.pathname)}, the name of the stage before it, and the method. If all are right, the route is protected by IAM and takes no token.`,
          }
        : null,
  },
];
