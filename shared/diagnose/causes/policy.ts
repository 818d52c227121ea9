import { says } from '../evidence/answer.ts';
import { oncePerExchange } from '../evidence/once.ts';
import { type Cause, CLIENT_ENDPOINTS, EVERYWHERE, hinted, onCode, sign, when } from './cause.ts';
import { credentialRefusal } from './client-facts.ts';
import { productSigns } from './product-codes.ts';

const IP_WORDS =
  /\b(source|remote|caller|client|your) (network )?address\b[^.]{0,10}(\d{1,3}\.){0,3}[^a-z]{0,10}[^.]{0,40}\b(not|denied|blocked|outside)\b|\bnot (with)?in the (permitted|allowed) (ip )?ranges?|\bip\b.{0,60}(restrict|not allow|block|denied|not (in|on|white)|forbid|unauthori[sz]ed|permitted)|(restrict|block|denied|not allowed|forbid|permitted|reject)[^.]{0,60}\b(ip|network|location|country|region)\b|\bip[_ -]?(address )?(range|filter|restriction|allow-?list|white-?list|restricted)|(allow|white)-?list(ed)?[^.]{0,40}\b(ip|network|address)|\b(region|country|location)\b[^.]{0,40}(not (permitted|allowed|supported)|blocked|denied|restricted)/i;

/** “Access denied” and the like, without a reason. */
export const isBareRefusal = oncePerExchange(({ answer }): boolean => {
  return (
    answer.page === null &&
    answer.english.every((sentence) =>
      /^\W*((error|forbidden|denied|unauthori[sz]ed|not authori[sz]ed|access|permission|(is|was|has been) denied|(not )?allowed|request|403|you are|to|this|the|resource|perform|action|operation|api|for|insufficient|privileges?|no|rbac)\W*)+$/i.test(
        sentence.slice(0, 200),
      ),
    )
  );
});

const APPROVAL =
  /(\bnot\b|n't\b|must|needs?|requires?|required|pending|await\w*|without)[^.]{0,60}(approv|authori[sz]ed|consent|installed|granted)[^.]{0,50}\b(admin\w*|owner|organi[sz]ation|enterprise)|\b(admin\w*|owner|organi[sz]ation|enterprise)\b[^.]{0,60}(has ?n[o']t|must|needs? to|have to|did not|consent|approval)[^.]{0,40}(approv|authori[sz]|consent|install|grant|required|missing)/i;

/** Whether the refusal says that somebody of the organisation has to approve the client first. */
export const isAwaitingApproval = oncePerExchange(({ status, answer }): boolean => {
  return status >= 400 && status < 500 && APPROVAL.test(answer.words);
});

/** Whether the refusal speaks of addresses or networks. */
export const isAboutNetwork = oncePerExchange(({ answer }): boolean => {
  return IP_WORDS.test(answer.words);
});

/** Rules of a server about where requests come from, when, and by whom. */
export const POLICY_CAUSES = {
  'oauth-ip-not-allowed': {
    family: 'policy',
    purposes: EVERYWHERE,
    what: 'this IP address is not allowed',
    why: 'The server accepts requests only from certain networks, and this machine is not in one of them.',
    reference: null,
    check: 'see whether this IP address is allowed',
    step: () => ({
      nextStep: 'Ask the administrator to allow this machine’s public IP address, or use an allowed network.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) =>
      facts.status < 400
        ? []
        : [
            ...when(isAboutNetwork(facts), 13, 'The server mentions the network.'),
            ...when(
              facts.exchange.purpose === 'api' &&
                facts.status === 403 &&
                isBareRefusal(facts) &&
                facts.memory === null,
              1.5,
              'A 403 without a reason may be a rule about networks.',
            ),
          ],
  },
  'http-legal-reasons': {
    family: 'policy',
    purposes: EVERYWHERE,
    what: 'it is blocked for legal reasons',
    why: 'Status 451 says that a law or an authority forbids the answer, often for one country.',
    reference: 'RFC 7725 §3',
    check: 'try from another country’s network',
    step: () => ({ nextStep: 'Ask the operator whether it is blocked for the country of this machine.' }),
    weigh: ({ status }) => when(status === 451, 32, 'The status is 451.'),
  },
  'oauth-access-policy': {
    family: 'policy',
    purposes: EVERYWHERE,
    what: 'a policy of the server blocks this',
    why: 'The credentials are not the problem: a rule about access, time, device or risk refuses the request.',
    reference: 'RFC 6749 §5.2',
    check: 'ask which policy refused it',
    step: () => ({
      nextStep:
        'Ask the server’s administrator which policy refused it; an access policy may have to include this client.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => [
      ...(facts.exchange.purpose === 'api'
        ? hinted(facts, 6, 'policy', 'denied', 'failed', 'wrong')
        : [
            ...hinted(facts, 8, 'policy', 'denied', 'failed', 'wrong', 'missing'),
            ...hinted(facts, 5, 'policy', 'unknown'),
          ]),
      ...productSigns(facts, 'oauth-access-policy'),
      ...(facts.exchange.purpose === 'api' ? [] : onCode(facts, 'access_denied', 2.5)),
    ],
  },
  'client-not-approved': {
    family: 'policy',
    purposes: CLIENT_ENDPOINTS,
    what: 'an administrator must approve the client',
    why: 'The server knows the client, but an administrator has not approved it yet.',
    reference: null,
    check: 'see whether the client is approved',
    step: () => ({
      nextStep: 'Ask an administrator of the organisation to approve the client there.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => when(isAwaitingApproval(facts), 13, 'The server mentions an administrator’s approval.'),
  },
  'oauth-access-denied': {
    general: true,
    family: 'policy',
    purposes: CLIENT_ENDPOINTS,
    what: 'the server denies access',
    why: 'A server policy refused this request. The credentials may be right.',
    reference: 'RFC 6749 §5.2',
    check: 'ask the server’s administrator',
    step: () => ({
      nextStep:
        'Follow the server’s message. Its administrator can tell which permission, scope or policy applied.',
    }),
    weigh: (facts) => [
      ...onCode(
        facts,
        'access_denied',
        credentialRefusal(facts) > 0 &&
          says(facts.answer, ['credentials', 'secret', 'client'], 'wrong') !== null
          ? 1
          : 4.5,
      ),
      ...when(
        facts.exchange.purpose === 'token' && facts.status === 403 && facts.answer.code === null,
        2,
        'The status is 403.',
      ),
      ...(facts.exchange.purpose === 'token' && facts.answer.code === null && facts.status === 403
        ? hinted(facts, 5, ['access', 'role', 'request', 'client'], 'denied', 'missing')
        : []),
    ],
  },
  'credentials-behind-access-denied': {
    family: 'credentials',
    purposes: ['token'],
    what: 'the client ID or secret is wrong',
    why: 'The server says “Unauthorized” with access_denied, as some do for wrong credentials.',
    reference: 'RFC 6749 §5.2',
    check: 'check the client ID and secret',
    step: () => ({ nextStep: 'Check the client ID and secret; reset the secret if in doubt.' }),
    weigh: (facts) => {
      if (facts.answer.code !== 'access_denied' || !facts.sent.hasSecret) return [];
      // “This app is not allowed to …” speaks of an app that was recognized.
      if (
        says(facts.answer, ['client', 'grant', 'token', 'scope', 'audience', 'role'], 'denied') === 'stated'
      )
        return [];
      const says401 =
        facts.status === 401 || /^unauthori[sz]ed$/i.test(facts.answer.sentences[0]?.trim() ?? '');
      return says401 ? [sign(9, 'A 401 is about authentication.')] : [];
    },
  },
} as const satisfies Record<string, Cause>;
