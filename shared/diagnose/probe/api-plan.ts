import { endpointsOf } from '../../discovery/endpoints.ts';
import { challengeParameter } from '../../oauth/challenge.ts';
import { decodeJwt } from '../../oauth/jwt/jwt.ts';
import { isAboutAccess } from '../causes/api-token.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ProbeStep } from './probe.ts';

/** Methods that change nothing at the API (RFC 9110 §9.2.1): no other call is made a second time. */
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD'];

/** What can be asked about an API call that was refused with a token. */
export function apiSteps(facts: Evidence): readonly ProbeStep[] {
  const { token, workspace, shape } = facts;
  if (token === null || !isAboutAccess(facts)) return [];
  const endpoints = endpointsOf(workspace);
  const isRepeatable = SAFE_METHODS.includes(shape.method) && !hasOwnAuthorization(facts);
  const steps: ProbeStep[] = [];
  if (endpoints.introspection_endpoint !== null) {
    steps.push({ id: 'introspection', variation: { kind: 'introspection' }, requests: 1 });
  }
  if (endpoints.jwks_uri !== null && decodeJwt(token.value) !== null) {
    steps.push({ id: 'signature', variation: { kind: 'signature' }, requests: 1 });
  }
  const url = resourceMetadataUrl(facts);
  if (url !== null) {
    steps.push({ id: 'resource-metadata', variation: { kind: 'resource-metadata', url }, requests: 1 });
  }
  if (isRepeatable) steps.push({ id: 'no-token', variation: { kind: 'no-token' }, requests: 1 });
  // Skipped for pasted tokens: another client's token may have other permissions.
  if (isRepeatable && !token.pasted) {
    steps.push({ id: 'new-token', variation: { kind: 'new-token' }, requests: 2, isDecisive: true });
  }
  return steps;
}

/**
 * Where the API's metadata is (RFC 9728 §3.1, §5.1): where its challenge says, else at the well-known path. Only on the
 * API's own origin: a response must not choose where requests go.
 */
function resourceMetadataUrl({ url, challenges }: Evidence): string | null {
  const wellKnown = `${url.origin}/.well-known/oauth-protected-resource${url.pathname === '/' ? '' : url.pathname}`;
  const named = challenges.map((each) => challengeParameter(each, 'resource_metadata')).find((each) => each);
  const address = named && URL.canParse(named) ? new URL(named) : new URL(wellKnown);
  return address.origin === url.origin ? address.href : null;
}

function hasOwnAuthorization({ workspace: { api } }: Evidence): boolean {
  return api.headers.some(({ enabled, name }) => enabled && /^\s*authorization\s*$/i.test(name));
}
