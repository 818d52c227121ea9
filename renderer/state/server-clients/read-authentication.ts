import { isJsonObject } from '../../../shared/json/json-object.ts';
import { parseJson } from '../../../shared/json/parse-json.ts';
import {
  HmacAlgorithmSchema,
  ProofAlgorithmSchema,
  SECRET_METHODS,
  type SecretMethod,
} from '../../../shared/token-server/client-authentication.ts';
import type { ClientAuthenticationView } from '../../../shared/token-server/client-view.ts';
import { type PublicJwkSet, PublicJwkSetSchema } from '../../../shared/token-server/public-jwk-set.ts';
import type { Reading } from '../../ui/read-integer.ts';
import type { ClientForm } from './client-form.ts';
import { readCertificates } from './read-certificates.ts';

/** The form's client authentication, or what is wrong with it. `freshSecret`: a new secret is not committed yet. */
export function readAuthentication(
  form: ClientForm,
  freshSecret: boolean,
): Reading<ClientAuthenticationView> {
  const { method } = form;
  const hasSecret = freshSecret || form.secretFor === method;
  switch (method) {
    case 'secret':
      if (!hasSecret) return NO_SECRET;
      if (form.accepts.length === 0) return { ok: false, problem: 'Choose at least one way to send it.' };
      return { ok: true, value: { method, hasSecret, ...acceptsOf(form) } };
    case 'client_secret_jwt':
      if (!hasSecret) return NO_SECRET;
      return { ok: true, value: { method, hasSecret, ...algorithmsOf(form, HmacAlgorithmSchema.options) } };
    case 'private_key_jwt': {
      const algorithms = algorithmsOf(form, ProofAlgorithmSchema.options);
      if (form.keysFrom === 'url') {
        const url = form.jwksUrl.trim();
        return { ok: true, value: { method, keys: { from: 'url', url }, ...algorithms } };
      }
      const jwks = readJwks(form.jwks);
      return jwks.ok
        ? { ok: true, value: { method, keys: { from: 'jwks', jwks: jwks.value }, ...algorithms } }
        : jwks;
    }
    case 'tls_client_auth': {
      const value = form.subjectValue.trim();
      if (value === '') return { ok: false, problem: 'Enter the name in the client’s certificate.' };
      return { ok: true, value: { method, subject: { field: form.subjectField, value } } };
    }
    case 'self_signed_tls_client_auth': {
      const certificates = readCertificates(form.certificates);
      return certificates.ok
        ? { ok: true, value: { method, certificates: [...certificates.value] } }
        : certificates;
    }
    case 'none':
      return { ok: true, value: { method } };
  }
}

const NO_SECRET = { ok: false, problem: 'Generate a secret, or enter one.' } as const;

function acceptsOf({ accepts }: ClientForm): { accepts?: SecretMethod[] } {
  return accepts.length === SECRET_METHODS.length ? {} : { accepts: [...accepts] };
}

/** No selection, or algorithms of another method, mean all. */
function algorithmsOf<A extends string>(
  { algorithms }: ClientForm,
  known: readonly A[],
): { algorithms?: A[] } {
  const chosen = known.filter((algorithm) => algorithms.includes(algorithm));
  return chosen.length === 0 ? {} : { algorithms: chosen };
}

/** A JWK set, a list of keys, or a single key. */
function readJwks(text: string): Reading<PublicJwkSet> {
  const value = parseJson(text);
  if (value === undefined)
    return { ok: false, problem: 'Paste the public keys as JSON: a JWK set, or one JWK.' };
  const set = Array.isArray(value)
    ? { keys: value }
    : isJsonObject(value) && 'keys' in value
      ? value
      : { keys: [value] };
  const read = PublicJwkSetSchema.safeParse(set);
  if (read.success) return { ok: true, value: read.data };
  const [issue] = read.error.issues;
  const at = issue?.path[1];
  const which = typeof at === 'number' ? `Key ${at + 1}: ` : '';
  return { ok: false, problem: `${which}${issue?.message ?? 'this is no JWK set'}.` };
}
