import type { ClientAuthMethod } from '../../model/client.ts';
import type { ClientAuthenticationView } from '../client-view.ts';
import { type CurityExport, DEFAULT_CURITY_TARGET, exportForCurity } from './export-curity.ts';

/** What registering a workspace's client needs. */
export interface ClientToRegister {
  readonly clientId: string;
  readonly method: ClientAuthMethod;
  readonly scopes: readonly string[];
  /** The token endpoint: the admin service is assumed at the same host. */
  readonly tokenEndpoint: string;
}

export interface CurityRegistration {
  /** In the admin UI, in order, as in Curity's client credentials tutorial. */
  readonly steps: readonly string[];
  readonly commands: CurityExport;
}

/** Whether a token endpoint has a Curity path (`oauth-token`, and its mutual TLS sample). */
export function isCurityTokenEndpoint(url: string): boolean {
  return URL.canParse(url) && /\/oauth-token(?:-mutual-tls)?$/.test(new URL(url).pathname);
}

/** Seconds: Curity's default for access tokens. */
const DEFAULT_LIFETIME = 300;
const ADMIN_PORT = 6749;

/** How to register a client in a Curity Identity Server: the tutorial's steps with its values, and the commands. */
export function registerInCurity({
  clientId,
  method,
  scopes,
  tokenEndpoint,
}: ClientToRegister): CurityRegistration {
  const { hostname } = new URL(tokenEndpoint);
  const adminUrl = `https://${hostname}:${ADMIN_PORT}`;
  const client = {
    clientId,
    description: '',
    authentication: AUTHENTICATION[method](clientId),
    scopes: [...scopes],
    tokenLifetime: DEFAULT_LIFETIME,
    capabilities: ['client_credentials' as const],
  };
  return {
    steps: [
      `Open the admin UI at ${adminUrl}/admin and go to Profiles, Token Service, Clients.`,
      `Create a client with the ID ${clientId}.`,
      'Under Capabilities enable Client Credentials.',
      STEPS[method],
      scopes.length === 0
        ? 'Add the scopes that the client needs.'
        : `Add the ${scopes.length === 1 ? 'scope' : 'scopes'} ${scopes.join(' ')}. A scope must exist in the profile first.`,
      'Open Changes and choose Commit, then get a token again.',
    ],
    commands: exportForCurity([client], { ...DEFAULT_CURITY_TARGET, adminUrl }),
  };
}

const SECRET_STEP = 'As client authentication choose Secret, and enter the secret of this workspace.';
const KEY_STEP =
  'As client authentication choose Asymmetric Key or JWKS URI, and add the public key of this workspace.';
const TLS_STEP =
  'As client authentication choose Mutual TLS, and name the subject of the client certificate.';

const STEPS: Readonly<Record<ClientAuthMethod, string>> = {
  client_secret_basic: SECRET_STEP,
  client_secret_post: SECRET_STEP,
  client_secret_jwt: 'As client authentication choose Symmetric Key, and enter the secret of this workspace.',
  private_key_jwt: KEY_STEP,
  tls_client_auth: TLS_STEP,
  self_signed_tls_client_auth: 'As client authentication choose Mutual TLS, and pin the client certificate.',
  none: 'Choose No Authentication. Curity issues no token by client credentials to such a client.',
};

const secret = (): ClientAuthenticationView => ({ method: 'secret', hasSecret: true });

const AUTHENTICATION: Readonly<Record<ClientAuthMethod, (clientId: string) => ClientAuthenticationView>> = {
  client_secret_basic: secret,
  client_secret_post: secret,
  client_secret_jwt: () => ({ method: 'client_secret_jwt', hasSecret: true }),
  private_key_jwt: () => ({ method: 'private_key_jwt', keys: { from: 'jwks', jwks: { keys: [] } } }),
  tls_client_auth: (clientId) => ({
    method: 'tls_client_auth',
    subject: { field: 'subject_dn', value: `CN=${clientId}` },
  }),
  self_signed_tls_client_auth: () => ({ method: 'self_signed_tls_client_auth', certificates: [] }),
  none: () => ({ method: 'none' }),
};
