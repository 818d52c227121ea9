import { metadataAddresses } from '../../discovery/well-known-addresses.ts';
import { algorithmsOf } from '../../oauth/jwt/key-algorithms.ts';
import { encodeForm } from '../../text/form-encoding.ts';
import type { SecretSpan } from '../../text/sensitive-text.ts';
import { challengeText } from '../evidence/answer.ts';
import { otherAssertionType, otherAudience, settingsOf } from '../evidence/assertion-facts.ts';
import { type Evidence, valuesOf } from '../evidence/evidence.ts';
import type { ProbeStep } from './probe.ts';

/** Variations of a token request, by what they tell. */
type Group = 'credentials' | 'assertion' | 'proof' | 'scope' | 'target' | 'metadata';

/** Which groups can tell the causes of an error code apart, the most telling first. */
const GROUPS_OF_CODE: Readonly<Record<string, readonly Group[]>> = {
  invalid_client: ['credentials', 'assertion', 'metadata'],
  unauthorized_client: ['credentials', 'assertion', 'scope', 'metadata'],
  invalid_scope: ['scope', 'target'],
  invalid_target: ['target', 'scope'],
};

const ALL_GROUPS: readonly Group[] = ['credentials', 'assertion', 'proof', 'target', 'scope', 'metadata'];

/** Other credentials tell nothing about a missing path. */
const PATH_STATUSES: readonly number[] = [404, 405];

const STEPS: Readonly<Record<Group, (facts: Evidence) => readonly ProbeStep[]>> = {
  credentials: credentialSteps,
  assertion: assertionSteps,
  proof: proofSteps,
  scope: scopeSteps,
  target: targetSteps,
  metadata: metadataSteps,
};

/** The variations of a token request that was refused, the most telling first. */
export function tokenSteps(facts: Evidence): readonly ProbeStep[] {
  const groups = PATH_STATUSES.includes(facts.status)
    ? (['metadata'] as const)
    : (GROUPS_OF_CODE[facts.answer.code ?? ''] ?? ALL_GROUPS);
  return groups.flatMap((group) => STEPS[group](facts));
}

/** The other ways to send an ID and a secret. Not where the user wrote the body or the header. */
function credentialSteps(facts: Evidence): readonly ProbeStep[] {
  const { sent, client } = facts;
  if (isHandmade(facts) || !sent.hasSecret || (!sent.basic && !sent.post)) return [];
  const basic = (encoding: 'form' | 'raw') => secretStep('client_secret_basic', encoding);
  if (sent.basic) {
    return [
      ...(sent.otherBasicEncoding === null ? [] : [basic(sent.otherBasicEncoding)]),
      secretStep('client_secret_post', client.basicEncoding),
    ];
  }
  return [basic('form'), ...(encodingsAgree(facts) ? [] : [basic('raw')])];
}

function secretStep(
  method: 'client_secret_basic' | 'client_secret_post',
  encoding: 'form' | 'raw',
): ProbeStep {
  const id = method === 'client_secret_post' ? 'post' : `basic-${encoding}`;
  return { id, variation: { kind: 'secret', method, encoding }, requests: 1, isDecisive: true };
}

/** Whether form encoding leaves the ID and the secret in a body as they are. */
function encodingsAgree({ exchange: { request }, sent }: Evidence): boolean {
  const span = request.body?.find(
    (part): part is SecretSpan => typeof part === 'object' && part.name === 'CLIENT_SECRET',
  );
  const id = sent.clientId ?? '';
  return span?.alike === 'plain' && encodeForm(id) === id;
}

function assertionSteps(facts: Evidence): readonly ProbeStep[] {
  const settings = settingsOf(facts);
  if (settings === null || settings.fault !== null || isHandmade(facts)) return [];
  const audience = otherAudience(facts);
  const to = otherAssertionType(facts);
  return [
    ...(audience === null
      ? []
      : [
          {
            id: 'assertion-audience',
            variation: { kind: 'assertion-audience', to: audience.to },
            requests: 1,
            isDecisive: true,
          } as const,
        ]),
    { id: 'assertion-type', variation: { kind: 'assertion-type', to }, requests: 1, isDecisive: true },
  ];
}

/** A proof, where the server speaks of proofs and the workspace has a key for one. */
function proofSteps({
  workspace,
  client,
  metadata,
  answer,
  exchange,
  proof,
}: Evidence): readonly ProbeStep[] {
  const listed = metadata?.dpop_signing_alg_values_supported;
  const words = [...answer.sentences, answer.code ?? '', challengeText({ exchange }) ?? ''].join(' ');
  if (proof !== null || client.dpop || (listed === undefined && !/dpop/i.test(words))) return [];
  const used = workspace.clients.flatMap(({ assertion, certificateKeyId }) => [
    assertion?.keyId,
    certificateKeyId,
  ]);
  const key = workspace.keys?.find((each) => !used.includes(each.id) && algorithmsOf(each).length > 0);
  if (!key) return [];
  // A server that wants a nonce gets the request twice (RFC 9449 §8).
  return [{ id: 'proof', variation: { kind: 'proof', keyId: key.id }, requests: 2, isDecisive: true }];
}

function scopeSteps(facts: Evidence): readonly ProbeStep[] {
  const scopes = [...new Set(facts.workspace.request.scopes)];
  if (facts.workspace.request.rawBody !== null || scopes.length === 0) return [];
  const isOnly = scopes.length === 1;
  const none: ProbeStep = {
    id: 'no-scope',
    variation: { kind: 'scopes', scopes: [] },
    requests: 1,
    ...(isOnly && { isDecisive: true }),
  };
  if (isOnly) return [none];
  return [
    none,
    ...scopes.map(
      (scope): ProbeStep => ({
        id: `scope ${scope}`,
        variation: { kind: 'scopes', scopes: [scope] },
        requests: 1,
        after: 'no-scope',
      }),
    ),
  ];
}

function targetSteps({ parameters, workspace }: Evidence): readonly ProbeStep[] {
  const targets = [...valuesOf(parameters, 'resource'), ...valuesOf(parameters, 'audience')];
  if (workspace.request.rawBody !== null || targets.length === 0) return [];
  return [{ id: 'no-target', variation: { kind: 'no-target' }, requests: 1, isDecisive: true }];
}

/** One request each. The metadata is hardly ever at other URLs. */
const MOST_METADATA_URLS = 4;

function metadataSteps({ metadata, workspace: { server } }: Evidence): readonly ProbeStep[] {
  if (metadata !== null) return [];
  const addresses = metadataAddresses(server.issuer.trim() || server.tokenEndpoint);
  if (!addresses.ok) return [];
  const most = Math.min(addresses.value.length, MOST_METADATA_URLS);
  return [{ id: 'metadata', variation: { kind: 'metadata', most }, requests: most }];
}

/** Whether the user wrote what a variation would change. */
function isHandmade({ workspace: { request } }: Evidence): boolean {
  return (
    request.rawBody !== null ||
    request.headers.some(({ enabled, name }) => enabled && /^\s*authorization\s*$/i.test(name)) ||
    request.parameters.some(
      ({ enabled, name }) => enabled && /^\s*client_(id|secret|assertion)\s*$/i.test(name),
    )
  );
}
