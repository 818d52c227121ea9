import { parseJsonObject } from '../../../shared/json/json-object.ts';
import type { ServerClientView } from '../../../shared/token-server/client-view.ts';
import { findClientProblems } from '../../../shared/token-server/find-client-problems.ts';
import { type CustomClaims, CustomClaimsSchema } from '../../../shared/token-server/jwt-token.ts';
import { normalizeClient } from '../../../shared/token-server/normalize-client.ts';
import { type Reading, readInteger } from '../../ui/read-integer.ts';
import type { ClientForm } from './client-form.ts';
import { readAuthentication } from './read-authentication.ts';

export type ClientFormField =
  | 'clientId'
  | 'authentication'
  | 'scopes'
  | 'defaultScopes'
  | 'lifetime'
  | 'audience'
  | 'claims';
export type ClientFormProblems = Readonly<Partial<Record<ClientFormField, string>>>;

/** Seconds: a year, the server's maximum. */
const LONGEST_LIFETIME = 31_536_000;

export interface FormSurroundings {
  /** IDs of all other clients. */
  readonly otherIds: readonly string[];
  /** Whether the editor has a new secret that is not committed yet. */
  readonly freshSecret: boolean;
}

/** The form's client, or its errors by field. */
export function readClientForm(
  form: ClientForm,
  { freshSecret, otherIds }: FormSurroundings,
): { readonly client: ServerClientView } | { readonly problems: ClientFormProblems } {
  const problems: Partial<Record<ClientFormField, string>> = {};
  const take = <T>(field: ClientFormField, reading: Reading<T>, otherwise: T): T => {
    if (reading.ok) return reading.value;
    problems[field] ??= reading.problem;
    return otherwise;
  };
  const client = normalizeClient({
    clientId: form.clientId,
    description: form.description,
    enabled: form.enabled,
    capabilities: [...form.capabilities],
    authentication: take('authentication', readAuthentication(form, freshSecret), { method: 'none' }),
    scopes: [...form.scopes],
    defaultScopes: [...form.defaultScopes],
    tokenLifetime: take('lifetime', readInteger(form.lifetime, 1, LONGEST_LIFETIME), 1),
    tokenFormat: form.tokenFormat,
    jwt: {
      profile: form.profile,
      algorithm: form.algorithm,
      audience: take('audience', readAudience(form.audience), []),
    },
    claims: take('claims', readClaims(form.claims), {}),
    dpop: form.dpop,
    certificateBinding: form.certificateBinding,
  });
  for (const { field, message } of findClientProblems(client, otherIds)) problems[field] ??= message;
  return Object.keys(problems).length > 0 ? { problems } : { client };
}

function readAudience(text: string): Reading<string[]> {
  const audience = [...new Set(text.split(/[\s,]+/).filter((each) => each !== ''))];
  return audience.length <= 20 ? { ok: true, value: audience } : { ok: false, problem: 'At most 20.' };
}

function readClaims(text: string): Reading<CustomClaims> {
  if (text.trim() === '') return { ok: true, value: {} };
  const claims = parseJsonObject(text);
  if (!claims) return { ok: false, problem: 'Enter a JSON object, like {"tenant": "a"}.' };
  const read = CustomClaimsSchema.safeParse(claims);
  if (read.success) return { ok: true, value: read.data };
  return {
    ok: false,
    problem: `${sentence(read.error.issues[0]?.message ?? 'these claims cannot be used')}.`,
  };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
