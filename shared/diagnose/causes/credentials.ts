import { authMethodsOf } from '../../discovery/server-metadata.ts';
import { challengeOf } from '../../oauth/challenge.ts';
import { decodeForm, encodeForm } from '../../text/form-encoding.ts';
import { says } from '../evidence/answer.ts';
import { type Evidence, valuesOf } from '../evidence/evidence.ts';
import type { FindingAction } from '../finding.ts';
import { quote } from '../quote.ts';
import {
  type Cause,
  CLIENT_ENDPOINTS,
  hinted,
  named,
  onCode,
  proof,
  type Sign,
  sign,
  when,
} from './cause.ts';
import {
  clientName,
  credentialRefusal,
  demandedMethod,
  isExample,
  isUnfilled,
  missesAssertion,
  missingNames,
  otherMethodAction,
  remembered,
  sendsCredentials,
  sendsSecretHeader,
  usedMethod,
} from './client-facts.ts';
import { productSigns } from './product-codes.ts';

const family = 'credentials' as const;
const purposes = CLIENT_ENDPOINTS;
const REFERENCE = 'RFC 6749 §5.2';

/** What is against every cause that needs a wrong id or secret. */
function wrongSecretSigns(facts: Evidence, own: number): Sign[] {
  const refusal = credentialRefusal(facts);
  if (refusal === 0) return [];
  if (!facts.sent.hasSecret) return [];
  return [sign(own * (refusal / 3), 'The server rejected how the client authenticates.')];
}

/** Whether the same request worked before: then the change is at the server. */
function isSameRequest({ memory }: Evidence): boolean {
  return memory !== null && memory.changed.length === 0;
}

/** Whether the client authenticated as it did when it worked: then the change is at the server. */
function isSameClient({ memory, sent }: Evidence): boolean {
  return (
    memory !== null &&
    !memory.changed.some(
      (change) =>
        ['client-id', 'secret', 'key', 'method', 'url'].includes(change) ||
        (change === 'certificate' && !sent.hasSecret) ||
        (change === 'encoding' && sent.otherBasicEncoding !== null),
    )
  );
}

/** Locked for a while after failed attempts, not switched off. */
function isLockedOut({ answer }: Evidence): boolean {
  return /too many (failed|invalid|wrong|unsuccessful|login|authentication)|(temporar|currently).{0,20}lock|lock(ed)? ?out|brute[ -]force|\blocked\b.{0,60}(attempts|try again|minutes|hours)/i.test(
    answer.words,
  );
}

/** A list that holds what this request rules out, or names examples only, leaves room for what it does not name. */
function onlyExamples(facts: Evidence): boolean {
  const { sent, answer } = facts;
  if (!sent.hasSecret || credentialRefusal(facts) === 0) return false;
  const isList =
    says(answer, ['client', 'clientId', 'authMethod', 'credentials'], 'unknown', 'unsupported') === 'raised';
  return (
    isList &&
    (/\be\.g\.|\bfor example\b|\bsuch as\b/i.test(answer.words) ||
      says(answer, ['authentication', 'credentials', 'client'], 'missing') === 'raised')
  );
}

/** How the server repeats the client ID, where that shows that it did not decode the Basic credentials. */
function misreadsBasic({ sent, client, answer, text }: Evidence): boolean {
  if (!sent.basic) return false;
  const id = client.clientId;
  // Sent raw, the first colon ends the ID.
  if (client.basicEncoding === 'raw' && id.includes(':') && sent.clientId !== null && id !== sent.clientId)
    return id.startsWith(`${sent.clientId}:`);
  const decoded = decodeForm(id);
  if (client.basicEncoding === 'raw' && decoded !== id)
    return answer.sentences.some((sentence) => sentence.includes(decoded));
  const encoded = encodeForm(sent.clientId ?? id);
  return (
    sent.otherBasicEncoding === 'raw' &&
    encoded !== (sent.clientId ?? id) &&
    (answer.sentences.some((sentence) => sentence.includes(encoded)) ||
      text.slice(0, 5_000).includes(encoded))
  );
}

/** Whether the id has characters that the two encodings of Basic write differently. */
function hasSpecialId({ sent }: Evidence): boolean {
  return sent.clientId !== null && encodeForm(sent.clientId) !== sent.clientId;
}

/** Why a client was not authenticated (RFC 6749 §2.3, §5.2). */
export const CREDENTIAL_CAUSES = {
  'client-credentials-missing': {
    family,
    purposes,
    what: 'the request has no client credentials',
    why: ({ sent }) =>
      sent.basic || sent.post
        ? 'The client secret in the request is empty.'
        : 'Neither a secret, an assertion nor a certificate was sent.',
    reference: 'RFC 6749 §2.3',
    check: 'see whether a secret is set',
    step: () => ({ nextStep: 'Choose an authentication method and enter the client secret.' }),
    weigh: (facts) => {
      if (sendsCredentials(facts) || sendsSecretHeader(facts) || !facts.shape.basicReadable) return [];
      const documented = productSigns(facts, 'client-credentials-missing');
      const asked =
        credentialRefusal(facts) > 0 ||
        says(
          facts.answer,
          ['credentials', 'secret', 'authentication', 'authHeader', 'client', 'assertion'],
          'missing',
          'wrong',
          'failed',
        ) !== null ||
        missingNames(facts).some((name) => /^client_(secret|assertion)/.test(name));
      return asked &&
        facts.client.authMethod !== 'tls_client_auth' &&
        facts.client.authMethod !== 'self_signed_tls_client_auth'
        ? [proof('The request carries no credentials.'), ...documented]
        : documented;
    },
  },
  'client-placeholder': {
    family,
    purposes,
    what: 'the client ID or secret is a placeholder',
    why: ({ sent }) =>
      isUnfilled(sent.clientId) || isExample(sent.clientId)
        ? `The client ID ${quote(sent.clientId ?? '', 60)} looks like the placeholder of an example.`
        : 'The client secret looks like the placeholder of an example.',
    reference: REFERENCE,
    check: 'look for placeholders',
    step: () => ({ nextStep: 'Enter the client ID and secret that the server issued.' }),
    weigh: (facts) => {
      const { clientId, secret } = facts.sent;
      if (credentialRefusal(facts) === 0) return [];
      if (isUnfilled(clientId) || isUnfilled(secret)) return [proof('It is the placeholder of an example.')];
      return when(
        isExample(clientId) || isExample(secret),
        9,
        'A value looks like the placeholder of an example.',
      );
    },
  },
  'client-white-space': {
    family,
    purposes,
    what: 'the credentials contain stray white space',
    why: 'The ID or the secret begins or ends with white space, perhaps from copying.',
    reference: REFERENCE,
    check: 'enter them again without spaces',
    step: () => ({ nextStep: 'Remove the white space: enter the client ID and the secret again.' }),
    weigh: (facts) => {
      const { sent } = facts;
      const isPadded = [sent.clientId, sent.secret].some((value) => value !== null && value !== value.trim());
      return credentialRefusal(facts) > 0 && isPadded ? [sign(16, 'White space surrounds it.')] : [];
    },
  },
  'client-two-methods': {
    family,
    purposes,
    what: 'the client authenticates in two ways',
    why: 'The credentials are in the Authorization header and in the body; a request may use one way only.',
    reference: 'RFC 6749 §2.3',
    check: 'send them in one place only',
    step: () => ({ nextStep: 'Remove client_secret from the body, or the Authorization header.' }),
    weigh: (facts) => {
      const { sent, answer, status } = facts;
      const ways = [sent.basic, sent.post, sent.byAssertion].filter(Boolean).length;
      if (ways < 2 || status < 400 || status >= 500) return [];
      return [
        ...when(
          ['invalid_request', 'invalid_client'].includes(answer.code ?? ''),
          16,
          'Two ways of authentication were sent.',
        ),
        ...when(
          says(answer, ['authMethod', 'credentials', 'authentication', 'client', 'request'], 'repeated') !==
            null,
          20,
          'The server says that there are several.',
        ),
        ...when(answer.code === null && status !== 404, 6, 'Two ways of authentication were sent.'),
      ];
    },
  },
  'basic-unreadable': {
    family,
    purposes,
    what: 'the Basic header is malformed',
    why: 'It must be base64 of the client ID, a colon and the secret. What was sent is not.',
    reference: 'RFC 7617 §2',
    check: 'look at the Authorization header',
    step: () => ({ nextStep: 'Remove your own Authorization header and choose Basic as the method.' }),
    weigh: (facts) =>
      !facts.shape.basicReadable && facts.status >= 400 && facts.status < 500
        ? [proof('The header cannot be decoded.')]
        : [],
  },
  'oauth-basic-encoding': {
    family,
    purposes,
    what: 'the Basic encoding does not fit the server',
    why: ({ sent }) =>
      sent.otherBasicEncoding === 'raw'
        ? 'The ID or secret has special characters. They were form-encoded, as RFC 6749 says; many servers expect them raw.'
        : 'The ID or secret has special characters and was sent raw. RFC 6749 wants them form-encoded.',
    reference: 'RFC 6749 §2.3.1',
    check: 'try the other Basic encoding',
    step: (facts) => ({
      nextStep: `Send the credentials ${facts.sent.otherBasicEncoding === 'raw' ? 'raw' : 'form-encoded'}${facts.client.clientId.includes(':') ? ', or in the body: a colon ends the ID in Basic' : ''}.`,
      actions:
        facts.sent.otherBasicEncoding === null
          ? otherMethodAction(facts)
          : [
              { kind: 'switch-basic-encoding', to: facts.sent.otherBasicEncoding },
              ...otherMethodAction(facts),
            ],
    }),
    weigh: (facts) => {
      const isMisread = misreadsBasic(facts);
      if (facts.sent.otherBasicEncoding === null && !isMisread) return [];
      const refusal = credentialRefusal(facts);
      const isNamed =
        says(facts.answer, ['encoding', 'credentials', 'authHeader', 'clientId', 'secret'], 'malformed') !==
          null || says(facts.answer, 'encoding', 'wrong', 'failed', 'missing', 'malformed') !== null;
      const isUnseen =
        missingNames(facts).some((name) => /^client_(id|secret)$/.test(name)) ||
        says(facts.answer, 'clientId', 'unknown') !== null;
      if (refusal === 0 && !isNamed) return [];
      return [
        ...when(isMisread, 32, 'The server read another ID than the one that was sent.'),
        sign(5, 'The ID or secret has characters that the two encodings write differently.'),
        ...when(isNamed, 14, 'The server says that it could not decode the credentials.'),
        ...when(
          isUnseen && facts.sent.otherBasicEncoding !== 'form',
          3,
          'The server did not find the ID that was sent.',
        ),
        ...when(
          isUnseen && facts.sent.otherBasicEncoding === 'form',
          12,
          'The server did not find the ID that was sent.',
        ),
        ...(hasSpecialId(facts) ? hinted(facts, 6, ['client', 'clientId'], 'unknown') : []),
        ...remembered(facts, 'encoding', 'the Basic encoding', {
          same: facts.memory?.changed.includes('secret') ? 0 : -12,
        }),
      ];
    },
  },
  'client-secret-wrong': {
    family,
    purposes,
    what: 'the client secret is wrong',
    why: 'The secret does not match the one registered for this client.',
    reference: REFERENCE,
    check: 'reset the secret at the server',
    step: (facts) => ({
      nextStep: `Enter the current secret of ${clientName(facts)}. If you do not have it, reset it at the server.`,
    }),
    weigh: (facts) => [
      ...wrongSecretSigns(facts, 3.2),
      ...named(facts, 'secret', 'wrong', 'mismatch', 'malformed', 'failed'),
      ...onCode(facts, 'invalid_client_secret', 10),
      ...(credentialRefusal(facts) > 0 && facts.sent.hasSecret
        ? remembered(facts, 'secret', 'the secret')
        : []),
      ...when(
        credentialRefusal(facts) > 0 &&
          facts.sent.hasSecret &&
          facts.memory?.changed.includes('client-id') === true &&
          !facts.memory.changed.includes('secret'),
        11,
        'The client ID changed, and the secret is still that of the other client.',
      ),
      // “Bad credentials” is what servers say once they have found the client.
      ...(facts.sent.hasSecret ? hinted(facts, 1, 'credentials', 'wrong', 'mismatch') : []),
      ...when(onlyExamples(facts), 3, 'The server names examples only.'),
    ],
  },
  'client-secret-replaced': {
    family,
    purposes,
    what: 'the secret was replaced at the server',
    why: ({ memory }) =>
      memory === null
        ? 'The server says that this secret is no longer current.'
        : 'The same secret was accepted before, so it probably changed at the server.',
    reference: REFERENCE,
    check: 'see whether the secret was rotated',
    step: (facts) => ({
      nextStep: `Ask whether the secret of ${clientName(facts)} was rotated, and enter the current one.`,
    }),
    weigh: (facts) => [
      ...(isSameClient(facts) && facts.sent.hasSecret && credentialRefusal(facts) > 0
        ? [
            sign(6.5, 'You have not changed the credentials since it worked.'),
            ...hinted(facts, 6, 'secret', 'wrong', 'mismatch'),
          ]
        : []),
      ...hinted(facts, 9, 'secret', 'disabled', 'revoked'),
    ],
  },
  'oauth-secret-expired': {
    family,
    purposes,
    what: 'the client secret has expired',
    why: 'The server knows the secret, but its validity has ended. It can only be replaced.',
    reference: REFERENCE,
    check: 'look at the secret’s expiry date',
    step: () => ({ nextStep: 'Create a new secret at the server and enter it here.' }),
    weigh: (facts) => [
      ...named(facts, ['secret', 'credentials'], 'expired'),
      ...when(says(facts.answer, 'secret', 'expired') !== null, 3, 'The server names the secret.'),
      ...when(
        /\b(secret|password|credentials?)\b[^.]{0,20}\bmust be (rotated|changed|reset|renewed|replaced)\b/i.test(
          facts.answer.words,
        ),
        12,
        'The server says that it must be replaced.',
      ),
      ...productSigns(facts, 'oauth-secret-expired'),
      ...when(
        isSameClient(facts) && facts.sent.hasSecret && credentialRefusal(facts) > 0,
        5,
        'You have not changed the credentials since it worked.',
      ),
    ],
  },
  'oauth-client-expired': {
    family,
    purposes,
    what: 'the client’s registration has expired',
    why: 'The server knows the client; its registration, subscription or account has ended.',
    reference: REFERENCE,
    check: 'see whether the registration has ended',
    step: () => ({
      nextStep: 'Renew the client’s registration or subscription at the server.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => named(facts, ['clientId', 'client', 'account'], 'expired'),
  },
  'client-id-differs': {
    family,
    purposes,
    what: 'the request names two client IDs',
    why: ({ sent, parameters }) =>
      `The body says ${quote(valuesOf(parameters, 'client_id')[0] ?? '', 60)}; the client authenticates as ${quote(sent.clientId ?? '', 60)}.`,
    reference: 'RFC 6749 §3.2.1',
    check: 'compare client_id with the credentials',
    step: () => ({ nextStep: 'Remove client_id from the body, or make it the ID that authenticates.' }),
    weigh: (facts) => {
      const [named] = valuesOf(facts.parameters, 'client_id');
      const { clientId, basic } = facts.sent;
      if (!basic || named === undefined || clientId === null || named === clientId) return [];
      return facts.status >= 400 && facts.status < 500 && facts.status !== 404
        ? [proof('Two client IDs were sent.')]
        : [];
    },
  },
  'credentials-of-another-environment': {
    family,
    purposes,
    what: 'the credentials are for another environment',
    why: 'The server names environments or regions: the client is registered in one, and the request went to another.',
    reference: null,
    check: 'compare the environments of client and server',
    step: () => ({
      nextStep: 'Use the URL of the environment in which the client is registered, or a client of this one.',
    }),
    weigh: (facts) =>
      when(
        credentialRefusal(facts) > 0 &&
          /\b(sandbox|production|staging|(test|live) (mode|environment|credentials?|keys?)|(another|different|wrong|other) (environment|region|stage|data ?cent(er|re)))\b/i.test(
            facts.answer.words,
          ),
        says(facts.answer, ['client', 'clientId'], 'unknown') === 'stated' ? 4 : 9.5,
        'The server names environments.',
      ),
  },
  'oauth-secret-id-sent': {
    family,
    purposes,
    what: 'the secret is wrong, perhaps its ID',
    why: 'Entra lists an ID and a value for each secret. Only the value, shown once, works as the secret.',
    reference: REFERENCE,
    check: 'copy the secret’s Value, not its ID',
    step: () => ({
      nextStep: 'In “Certificates & secrets”, create a secret and copy its Value, not its Secret ID.',
    }),
    weigh: (facts) => productSigns(facts, 'oauth-secret-id-sent'),
  },
  'oauth-client-unknown': {
    family,
    purposes,
    what: 'the server does not know the client',
    why: 'The client ID is misspelt, or the client is registered at another server, tenant or realm.',
    reference: REFERENCE,
    check: (facts) => `compare the client ID ${clientName(facts)}`,
    step: (facts) => ({
      nextStep: `Compare the ID ${clientName(facts)} with the one registered at this server, tenant or realm.`,
    }),
    weigh: (facts) => [
      ...wrongSecretSigns(facts, 2.6),
      ...named(facts, ['client', 'clientId'], 'unknown'),
      ...hinted(facts, 6, 'tenant', 'mismatch'),
      ...(says(facts.answer, 'clientId', 'wrong', 'mismatch', 'malformed') === null
        ? []
        : named(facts, 'clientId', 'wrong', 'mismatch', 'malformed')),
      ...onCode(facts, 'invalid_client_id', 10),
      ...productSigns(facts, 'oauth-client-unknown'),
      ...when(facts.sent.clientId === '', 6, 'The client ID is empty.'),
      ...(credentialRefusal(facts) > 0 ? remembered(facts, 'client-id', 'the client ID') : []),
      ...(credentialRefusal(facts) > 0 && facts.memory?.changed.includes('url')
        ? [sign(7, 'The URL changed: another server or tenant may not know this client.')]
        : []),
    ],
  },
  'oauth-auth-method-not-allowed': {
    family,
    purposes,
    what: 'the client must authenticate another way',
    why: (facts) => {
      const demanded = demandedMethod(facts);
      return demanded === null
        ? `The server does not accept ${usedMethod(facts) ?? 'this method'} for this client.`
        : `The server wants ${demanded}; ${usedMethod(facts) ?? 'another method'} was sent.`;
    },
    reference: 'RFC 6749 §2.3',
    check: ({ sent }) =>
      sent.basic
        ? 'send the secret in the body'
        : sent.post
          ? 'send the secret in the header'
          : 'compare the registered method',
    step: methodStep,
    weigh: (facts) => {
      const { sent, metadata, answer, challenges } = facts;
      const used = usedMethod(facts);
      const refusal = credentialRefusal(facts);
      const demanded = used === null ? null : demandedMethod(facts);
      const listed = metadata ? methodsFor(facts) : null;
      const missing = missingNames(facts).filter((name) => /^client_(id|secret)$/.test(name));
      return [
        ...when(
          refusal > 0 && used !== null,
          2 * (refusal / 3),
          'The server rejected how the client authenticates.',
        ),
        ...named(
          facts,
          'authMethod',
          'unsupported',
          'denied',
          'wrong',
          'mismatch',
          'disabled',
          'missing',
          'unknown',
        ),
        ...productSigns(facts, 'oauth-auth-method-not-allowed'),
        ...when(
          demanded !== null &&
            !missesAssertion(facts) &&
            (refusal > 0 ||
              answer.code !== null ||
              says(
                answer,
                ['credentials', 'authHeader', 'authMethod', 'secret', 'authentication', 'client', 'clientId'],
                'missing',
                'denied',
                'unsupported',
                'wrong',
              ) !== null),
          11,
          'The server asks for another method.',
        ),
        ...when(
          sent.basic && !sent.post && missing.length > 0 && sent.otherBasicEncoding === null,
          9,
          'The server did not find the credentials in the header.',
        ),
        ...when(
          sent.basic && !sent.post && missing.length > 0 && sent.otherBasicEncoding !== null,
          6,
          'The server did not find the credentials in the header.',
        ),
        ...when(
          sent.basic &&
            !sent.post &&
            refusal > 0 &&
            missing.length === 0 &&
            says(answer, 'credentials', 'missing') === 'stated',
          8,
          'The server found no credentials, though they are in the header.',
        ),
        ...(!sent.basic && sent.post && refusal > 0
          ? named(facts, 'authHeader', 'missing', 'unknown', 'wrong')
          : []),
        ...when(
          !sent.basic &&
            sent.post &&
            refusal > 0 &&
            says(answer, ['client', 'clientId'], 'unknown') !== 'stated' &&
            says(answer, ['credentials', 'secret', 'clientId'], 'missing') !== null,
          says(answer, ['credentials', 'secret', 'clientId'], 'missing') === 'stated'
            ? 8
            : says(answer, ['client', 'clientId'], 'unknown') === null
              ? 4
              : 0,
          'The server found no credentials, though they are in the body.',
        ),
        ...when(
          !sent.basic && sent.post && refusal > 0 && challengeOf(challenges, 'Basic') !== null,
          2,
          'Its challenge asks for Basic.',
        ),
        ...when(
          refusal > 0 && used !== null && listed !== null && !listed.includes(used),
          7,
          'The metadata does not list the method that was used.',
        ),
        ...when(
          refusal > 0 && used !== null && listed?.includes(used) === true,
          -1.5,
          'The metadata lists the method.',
        ),
        ...when(missesAssertion(facts), 9.5, 'The server asks for a signed assertion.'),
        ...(refusal > 0 && used !== null ? remembered(facts, 'method', 'the authentication method') : []),
      ];
    },
  },
  'oauth-client-disabled': {
    family,
    purposes,
    what: 'the client is disabled at the server',
    why: 'The server knows the client, but it is switched off, suspended or not yet active.',
    reference: REFERENCE,
    check: 'see whether the client is enabled',
    step: () => ({
      nextStep: 'Ask the server’s administrator to enable the client.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => [
      ...(isLockedOut(facts) ? [] : named(facts, ['client', 'clientId', 'account'], 'disabled', 'revoked')),
      ...productSigns(facts, 'oauth-client-disabled'),
      ...when(
        isSameClient(facts) && credentialRefusal(facts) > 0,
        6,
        'You have not changed the credentials since it worked.',
      ),
    ],
  },
  'client-locked-out': {
    family,
    purposes,
    what: 'the client is locked after failed attempts',
    why: 'The server locks clients after repeated failures. Further attempts may extend the lock.',
    reference: null,
    check: 'wait for the lock to end',
    step: () => ({
      nextStep: 'Wait, or ask the server’s administrator to unlock the client. Do not keep trying.',
    }),
    weigh: (facts) => [
      ...named(facts, 'attempts', 'failed', 'denied', 'disabled', 'wrong', 'repeated', 'unknown'),
      ...when(isLockedOut(facts), 12, 'The server says so.'),
    ],
  },
  'client-changed-at-server': {
    family: 'grant',
    purposes,
    what: 'the client’s rights changed at the server',
    why: 'The same request was accepted before, so the client’s permissions probably changed at the server.',
    reference: REFERENCE,
    check: 'see what changed at the server',
    step: (facts) => ({
      nextStep: `Ask the server’s administrator what changed for ${clientName(facts)}: its grants, scopes or APIs.`,
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) =>
      isSameRequest(facts)
        ? onCode(
            facts,
            [
              'invalid_scope',
              'unauthorized_client',
              'invalid_target',
              'access_denied',
              'unsupported_grant_type',
            ],
            7,
          )
        : [],
  },
  'oauth-public-client': {
    family,
    purposes,
    what: 'the client is registered as public',
    why: 'Public clients have no secret. The client credentials grant needs a confidential client.',
    reference: 'RFC 6749 §4.4',
    check: 'see whether it is a public client',
    step: () => ({
      nextStep:
        'Register it as a confidential client (Keycloak: “Client authentication” on), or use another.',
    }),
    weigh: (facts) => [
      ...when(
        /\bpublic client|client is public|must not use client authentication|method (is |must be )?['"]?none\b|non-confidential|must be (a )?confidential/i.test(
          facts.answer.words,
        ),
        /\bor\b/i.test(facts.answer.words) ? 4 : 24,
        'The server says so.',
      ),
      ...productSigns(facts, 'oauth-public-client'),
    ],
  },
} as const satisfies Record<string, Cause>;

function methodsFor({ metadata, exchange }: Evidence): readonly string[] | null {
  if (!metadata) return null;
  const own =
    exchange.purpose === 'introspection'
      ? metadata.introspection_endpoint_auth_methods_supported
      : exchange.purpose === 'revocation'
        ? metadata.revocation_endpoint_auth_methods_supported
        : undefined;
  if (own) return own;
  return metadata.token_endpoint_auth_methods_supported ? authMethodsOf(metadata) : null;
}

function methodStep(facts: Evidence): { nextStep: string; actions: FindingAction[] } {
  const demanded = demandedMethod(facts);
  const { sent, metadata } = facts;
  const listed = methodsFor(facts) ?? [];
  const listedOther =
    metadata && demanded === null
      ? listed.find((method) => method !== usedMethod(facts) && method !== 'none')
      : undefined;
  const to =
    demanded ?? listedOther ?? (sent.basic ? 'client_secret_post' : sent.post ? 'client_secret_basic' : null);
  if (to === 'client_secret_basic' || to === 'client_secret_post') {
    return {
      nextStep: `Send the credentials ${to === 'client_secret_basic' ? 'in the Authorization header (Basic)' : 'in the body'}, or have the method changed at the server.`,
      actions: [{ kind: 'switch-auth-method', to }],
    };
  }
  return {
    nextStep:
      to === null
        ? 'Compare the method with the one registered for the client.'
        : `Choose ${quote(to)} as the authentication method, with a key that is registered at the server.`,
    actions: [],
  };
}
