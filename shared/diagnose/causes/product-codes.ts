import type { Evidence } from '../evidence/evidence.ts';
import { type Sign, sign } from './cause.ts';

/** A peculiarity of one product: a number or phrase that means one thing there. Data, with where it was seen. */
export interface ProductCode {
  readonly product: string;
  readonly seenIn: string;
  readonly pattern: RegExp;
  /** The id of a cause; `causes.ts` has the compiler check it. */
  readonly cause: string;
}

const entra = <const C extends string>(number: string, cause: C) => ({
  product: 'Microsoft Entra ID',
  seenIn: 'v1.0 and v2.0 endpoints, 2025',
  pattern: new RegExp(`\\bAADSTS${number}\\b`),
  cause,
});

/** Envoy’s jwt_authn filter, also in Istio, has one fixed sentence for each fault. */
const envoy = <const C extends string>(pattern: RegExp, cause: C) => ({
  product: 'Envoy',
  seenIn: 'jwt_verify_lib, 2025',
  pattern,
  cause,
});

export const PRODUCT_CODES = [
  entra('7000215', 'oauth-secret-id-sent'),
  entra('7000222', 'oauth-secret-expired'),
  entra('(700016|700038|7000229)', 'oauth-client-unknown'),
  entra('(90002|900023|900021|50020)', 'oauth-tenant-unknown'),
  entra('(7000112|7000114)', 'oauth-client-disabled'),
  entra('700025', 'oauth-public-client'),
  entra('(1002012|70011)', 'oauth-scope-default-suffix'),
  entra('(500011|650057|50001)', 'oauth-audience-unknown'),
  entra('(501051|65001|650056)', 'oauth-api-not-granted'),
  entra('53\\d{3}', 'oauth-access-policy'),
  entra('(700211|700212|700213|7002138|70021)', 'federated-assertion-mismatch'),
  entra('(7000218|7000216)', 'client-credentials-missing'),
  entra('900144', 'oauth-parameter-missing'),
  entra('(90013|9002313)', 'oauth-parameter-invalid'),
  entra('70003', 'oauth-unsupported-grant-type'),
  entra('(90033|90055|50196)', 'oauth-server-error'),
  {
    product: 'PingOne',
    seenIn: '2025',
    pattern: /request denied: (Unsupported|Invalid) authentication method/i,
    cause: 'oauth-auth-method-not-allowed',
  },
  {
    product: 'Salesforce',
    seenIn: 'API version 60',
    pattern: /request not supported on this domain/i,
    cause: 'oauth-wrong-domain',
  },
  {
    product: 'Salesforce',
    seenIn: 'API version 60',
    pattern: /no client credentials user enabled/i,
    cause: 'oauth-run-as-user-missing',
  },
  {
    product: 'Auth0',
    seenIn: '2025',
    pattern: /Service not enabled within domain/i,
    cause: 'oauth-audience-unknown',
  },
  {
    product: 'Amazon API Gateway',
    seenIn: 'REST APIs, 2025',
    pattern: /Missing Authentication Token|MissingAuthenticationToken/i,
    cause: 'api-gateway-route',
  },
  {
    product: 'Amazon API Gateway',
    seenIn: 'REST APIs, 2025',
    pattern:
      /IncompleteSignature|not a valid key=value pair \(missing equal-sign\)|must have a 'Credential' parameter|requires 'Credential' parameter|SignatureDoesNotMatch/i,
    cause: 'api-gateway-route',
  },
  envoy(/Jwt is missing/, 'api-token-not-seen'),
  envoy(
    /Jwt is not in the form of|Jwt header is an invalid|Jwt payload is an invalid/,
    'api-token-malformed',
  ),
  envoy(/Jwks doesn'?t have key to match|Jwt verification fails/, 'api-token-signature'),
  {
    product: 'PyJWT',
    seenIn: '2.x',
    pattern: /\b(not enough|too many|wrong number of) segments\b/i,
    cause: 'api-token-malformed',
  },
  {
    product: 'Kong',
    seenIn: '3.x, ACL plugin',
    pattern: /You cannot consume this service/,
    cause: 'api-role-missing',
  },
  {
    product: 'Apigee',
    seenIn: '2025',
    pattern: /InvalidAPICallAsNoApiProductMatchFound|no apiproduct match found/i,
    cause: 'api-not-subscribed',
  },
  {
    product: 'WSO2 API Manager',
    seenIn: '4.x',
    pattern: /\b900908\b/,
    cause: 'api-not-subscribed',
  },
] as const satisfies readonly ProductCode[];

/** Weight of a code that its product documents for one thing. */
const DOCUMENTED = 30;

export function productSigns(facts: Evidence, cause: (typeof PRODUCT_CODES)[number]['cause']): Sign[] {
  const text = [...facts.answer.codes, ...facts.answer.sentences].join(' ').slice(0, 4_000);
  return PRODUCT_CODES.filter((code) => code.cause === cause && code.pattern.test(text))
    .slice(0, 1)
    .map(({ product }) => sign(DOCUMENTED, `${product} documents this code.`));
}
