/** The meaning of a metadata member. */
export interface MetadataMember {
  readonly group: MetadataGroup;
  /** One sentence. */
  readonly meaning: string;
  /** Where it is defined, for example `RFC 8414 §2`. */
  readonly reference: string;
}

/** In reading order: first what this flow uses. */
export const METADATA_GROUPS = [
  'Server',
  'Endpoints of this flow',
  'Client authentication',
  'What can be asked for',
  'Sender-constrained tokens',
  'Other endpoints',
  'Requests of other flows',
  'OpenID Connect',
  'About the service',
  'Not known here',
] as const;
export type MetadataGroup = (typeof METADATA_GROUPS)[number];

const OAUTH = 'RFC 8414 §2';
const OIDC = 'OpenID Connect Discovery §3';

/** Meaning and reference of each member, by group. */
const BY_GROUP: Readonly<
  Partial<Record<MetadataGroup, Readonly<Record<string, readonly [meaning: string, reference: string]>>>>
> = {
  Server: {
    issuer: ['The server’s name: what tokens and assertions call it, letter by letter.', OAUTH],
    signed_metadata: ['The same metadata as a signed JWT, whose values take precedence.', OAUTH],
    jwks_uri: ['The public keys by which the server’s signatures are verified.', OAUTH],
    protected_resources: ['Resource servers that this server issues tokens for.', 'RFC 9728 §4'],
  },
  'Endpoints of this flow': {
    token_endpoint: ['Where tokens are asked for.', OAUTH],
    introspection_endpoint: ['Where an API asks what a token is good for.', 'RFC 7662'],
    revocation_endpoint: ['Where a token is given back.', 'RFC 7009'],
    mtls_endpoint_aliases: [
      'Addresses to use instead where a client certificate is presented.',
      'RFC 8705 §5',
    ],
  },
  'Client authentication': {
    token_endpoint_auth_methods_supported: [
      'How clients may prove who they are at the token endpoint. Not listed at all means client_secret_basic.',
      OAUTH,
    ],
    token_endpoint_auth_signing_alg_values_supported: [
      'Signature algorithms for client assertions at the token endpoint.',
      OAUTH,
    ],
    introspection_endpoint_auth_methods_supported: [
      'How callers may prove who they are at the introspection endpoint.',
      OAUTH,
    ],
    introspection_endpoint_auth_signing_alg_values_supported: [
      'Assertion algorithms at the introspection endpoint.',
      OAUTH,
    ],
    revocation_endpoint_auth_methods_supported: [
      'How callers may prove who they are at the revocation endpoint.',
      OAUTH,
    ],
    revocation_endpoint_auth_signing_alg_values_supported: [
      'Assertion algorithms at the revocation endpoint.',
      OAUTH,
    ],
  },
  'What can be asked for': {
    grant_types_supported: ['The flows that the server offers. This one is client_credentials.', OAUTH],
    scopes_supported: ['Scopes that can be asked for; a server need not list all.', OAUTH],
    authorization_details_types_supported: [
      'Types of authorization_details that the server knows.',
      'RFC 9396 §10',
    ],
    introspection_signing_alg_values_supported: [
      'Signature algorithms for introspection responses as a JWT.',
      'RFC 9701 §7',
    ],
    introspection_encryption_alg_values_supported: [
      'Key encryption algorithms for introspection responses.',
      'RFC 9701 §7',
    ],
    introspection_encryption_enc_values_supported: [
      'Content encryption algorithms for introspection responses.',
      'RFC 9701 §7',
    ],
  },
  'Sender-constrained tokens': {
    dpop_signing_alg_values_supported: [
      'Signature algorithms for DPoP proofs. A server that lists some offers DPoP.',
      'RFC 9449 §5.1',
    ],
    tls_client_certificate_bound_access_tokens: [
      'Whether tokens are bound to the client’s certificate.',
      'RFC 8705 §3.3',
    ],
  },
  'Other endpoints': {
    authorization_endpoint: ['Where a person is sent to log in, in other flows.', OAUTH],
    registration_endpoint: ['Where clients register themselves.', 'RFC 7591'],
    device_authorization_endpoint: ['Where devices without a keyboard begin.', 'RFC 8628 §4'],
    pushed_authorization_request_endpoint: [
      'Where authorization requests are left before the person is sent.',
      'RFC 9126 §5',
    ],
    backchannel_authentication_endpoint: ['Where a login on another device is asked for.', 'OpenID CIBA §4'],
    userinfo_endpoint: ['Claims about the person who logged in.', OIDC],
    end_session_endpoint: ['Where a person is sent to log out.', 'OpenID RP-Initiated Logout §2.1'],
    check_session_iframe: [
      'Tells a page whether the person is still logged in.',
      'OpenID Session Management §3.3',
    ],
    credential_issuer: ['Who issues verifiable credentials.', 'OpenID4VCI'],
  },
  'Requests of other flows': {
    response_types_supported: ['What the authorization endpoint can return.', OAUTH],
    response_modes_supported: ['How it can respond: query, fragment, form_post.', OAUTH],
    code_challenge_methods_supported: ['Methods of PKCE.', OAUTH],
    authorization_response_iss_parameter_supported: ['Whether responses name the issuer.', 'RFC 9207 §3'],
    require_pushed_authorization_requests: ['Whether requests have to be pushed.', 'RFC 9126 §5'],
    request_parameter_supported: ['Whether a request can be one signed JWT.', OIDC],
    request_uri_parameter_supported: ['Whether such a JWT can be given by its address.', OIDC],
    require_request_uri_registration: ['Whether those addresses have to be registered.', OIDC],
    require_signed_request_object: ['Whether requests have to be signed.', 'RFC 9101 §10.5'],
    request_object_signing_alg_values_supported: ['Signature algorithms for such requests.', OIDC],
    request_object_encryption_alg_values_supported: ['Key encryption for such requests.', OIDC],
    request_object_encryption_enc_values_supported: ['Content encryption for such requests.', OIDC],
    authorization_signing_alg_values_supported: ['Signature algorithms for responses as a JWT.', 'JARM §3'],
    authorization_encryption_alg_values_supported: ['Key encryption for responses as a JWT.', 'JARM §3'],
    authorization_encryption_enc_values_supported: ['Content encryption for responses as a JWT.', 'JARM §3'],
    backchannel_token_delivery_modes_supported: ['How CIBA hands over tokens.', 'OpenID CIBA §4'],
    backchannel_user_code_parameter_supported: ['Whether CIBA knows user codes.', 'OpenID CIBA §4'],
    backchannel_authentication_request_signing_alg_values_supported: [
      'Signature algorithms for CIBA requests.',
      'OpenID CIBA §4',
    ],
    prompt_values_supported: ['Values of the parameter prompt.', 'OpenID Initiating User Registration §4.2'],
    acr_values_supported: ['Levels of authentication.', OIDC],
    ui_locales_supported: ['Languages of its pages.', OAUTH],
    claims_locales_supported: ['Languages of claims.', OIDC],
  },
  'OpenID Connect': {
    subject_types_supported: ['Whether each client sees another subject.', OIDC],
    id_token_signing_alg_values_supported: ['Signature algorithms for ID tokens.', OIDC],
    id_token_encryption_alg_values_supported: ['Key encryption for ID tokens.', OIDC],
    id_token_encryption_enc_values_supported: ['Content encryption for ID tokens.', OIDC],
    userinfo_signing_alg_values_supported: ['Signature algorithms for userinfo.', OIDC],
    userinfo_encryption_alg_values_supported: ['Key encryption for userinfo.', OIDC],
    userinfo_encryption_enc_values_supported: ['Content encryption for userinfo.', OIDC],
    display_values_supported: ['Values of the parameter display.', OIDC],
    claim_types_supported: ['Normal, aggregated or distributed claims.', OIDC],
    claims_supported: ['Claims that the server can give.', OIDC],
    claims_parameter_supported: ['Whether single claims can be asked for.', OIDC],
    frontchannel_logout_supported: ['Logout by way of the browser.', 'OpenID Front-Channel Logout §3'],
    frontchannel_logout_session_supported: ['… with the session’s id.', 'OpenID Front-Channel Logout §3'],
    backchannel_logout_supported: ['Logout from server to server.', 'OpenID Back-Channel Logout §2.1'],
    backchannel_logout_session_supported: ['… with the session’s id.', 'OpenID Back-Channel Logout §2.1'],
  },
  'About the service': {
    service_documentation: ['What developers should read.', OAUTH],
    op_policy_uri: ['How clients may use the server’s data.', OAUTH],
    op_tos_uri: ['Terms of service.', OAUTH],
  },
};

const MEMBERS: ReadonlyMap<string, MetadataMember> = new Map(
  METADATA_GROUPS.flatMap((group) =>
    Object.entries(BY_GROUP[group] ?? {}).map(([name, [meaning, reference]]) => [
      name,
      { group, meaning, reference },
    ]),
  ),
);

/** The meaning of a member, or null for an undocumented extension. */
export function metadataMember(name: string): MetadataMember | null {
  return MEMBERS.get(name) ?? null;
}
