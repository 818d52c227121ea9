import { z } from 'zod';
import { isJsonObject } from '../../../shared/json/json-object.ts';
import { parseJsonFile } from '../../../shared/json/parse-json-file.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  CertificateSubjectSchema,
  type ClientAuthentication,
  ClientKeysSchema,
  type SealedSecret,
  SealedSecretSchema,
  SecretAuthenticationSchema,
  SecretHashSchema,
  SecretJwtAuthenticationSchema,
  SecretlessAuthenticationSchemas,
} from '../../../shared/token-server/client-authentication.ts';
import { viewClient } from '../../../shared/token-server/client-view.ts';
import { CLIENTS_FILE } from '../../../shared/token-server/clients-file.ts';
import {
  adoptFormerRules,
  MutualTlsSchema,
  NetworkSchema,
  ServerRulesShape,
  TargetsSchema,
  type TokenServerConfig,
  TokenServerConfigSchema,
} from '../../../shared/token-server/config.ts';
import { type Fault, FaultSchema } from '../../../shared/token-server/faults.ts';
import { DEFAULT_JWT_TOKEN, JwtTokenSchema } from '../../../shared/token-server/jwt-token.ts';
import { PathsSchema, StandInSchema } from '../../../shared/token-server/presets.ts';
import {
  adoptFormerClient,
  type ServerClient,
  ServerClientShape,
} from '../../../shared/token-server/server-client.ts';
import { checkClient } from '../clients/check-client.ts';
import { costFor, hashSecret } from '../clients/secret-hash.ts';
import { type Expectation, ExpectationSchema } from '../expect/expectations.ts';
import { findPathClashes } from '../paths.ts';
import { type Environment, secretVariable } from './missing-secrets.ts';
import { NamedFileError, type ReadFile, readNamedFiles } from './named-files.ts';

const [PrivateKeyJwt, TlsClientAuth, SelfSigned, None] = SecretlessAuthenticationSchemas;
const [KeysHere, KeysAtAddress] = ClientKeysSchema.options;

/** As the app stores it, or with a plain-text secret, or exported without one. */
const AuthenticationSchema = z.discriminatedUnion(
  'method',
  [
    SecretAuthenticationSchema.extend({ hash: secretOr(SecretHashSchema) }).strict(),
    SecretJwtAuthenticationSchema.extend({ secret: secretOr(SealedSecretSchema) }).strict(),
    PrivateKeyJwt.extend({
      keys: z.discriminatedUnion('from', [KeysHere.strict(), KeysAtAddress.strict()]),
    }).strict(),
    TlsClientAuth.extend({ subject: CertificateSubjectSchema.strict() }).strict(),
    SelfSigned.strict(),
    None.strict(),
  ],
  { error: ({ input }) => (input === undefined ? HOW_TO_AUTHENTICATE : undefined) },
);

const HOW_TO_AUTHENTICATE =
  'is missing; put "secret": "…" beside the "clientId", or name another method here';

function secretOr<T extends z.ZodType>(kept: T) {
  const error = 'must be a text that is not empty';
  return z
    .union([kept, z.string().min(1, { error })], { error })
    .nullable()
    .default(null);
}

/** As the app stores it, with defaults for manual editing. */
const ClientSchema = z.preprocess(
  adoptShortForms,
  z.strictObject({
    ...ServerClientShape,
    description: ServerClientShape.description.default(''),
    authentication: AuthenticationSchema,
    scopes: ServerClientShape.scopes.default([]),
    tokenLifetime: ServerClientShape.tokenLifetime.default(299),
    jwt: z
      .strictObject({
        profile: JwtTokenSchema.shape.profile.default(DEFAULT_JWT_TOKEN.profile),
        algorithm: JwtTokenSchema.shape.algorithm.default(DEFAULT_JWT_TOKEN.algorithm),
        audience: JwtTokenSchema.shape.audience.default(DEFAULT_JWT_TOKEN.audience),
      })
      .exactOptional(),
  }),
);

const [Off, SamePort, SeparatePort] = MutualTlsSchema.options;

/** Rejects unknown members: a misspelt one would silently do nothing. */
const ConfigFileSchema = z.strictObject({
  ...TokenServerConfigSchema.shape,
  rules: z.preprocess(adoptFormerRules, ServerRulesShape.strict()).exactOptional(),
  mutualTls: z
    .discriminatedUnion('mode', [Off.strict(), SamePort.strict(), SeparatePort.strict()])
    .exactOptional(),
  network: NetworkSchema.strict().exactOptional(),
  standIn: StandInSchema.extend({ paths: PathsSchema.strict().exactOptional() }).strict().exactOptional(),
  targets: TargetsSchema.strict().exactOptional(),
  scheme: TokenServerConfigSchema.shape.scheme.default('https'),
  port: TokenServerConfigSchema.shape.port.default(8443),
  clients: z.array(ClientSchema),
  /** Armed from the start. */
  faults: z.preprocess(withIds, z.array(FaultSchema).default([])),
  /** Checks on the log when the server stops. */
  expect: z.array(ExpectationSchema).default([]),
  /** Keep issued tokens across restarts. */
  keepTokens: z.boolean().default(false),
  /** Interval for new signing keys, in seconds. */
  rotateKeysEvery: z.number().int().min(1).max(31_536_000).exactOptional(),
  /** Present in an exported client file, which is also a valid configuration. */
  kind: CLIENTS_FILE.kind.exactOptional(),
  version: CLIENTS_FILE.version.exactOptional(),
});

/** A parsed configuration file. */
export interface ConfigFile {
  readonly config: TokenServerConfig;
  readonly faults: readonly Fault[];
  readonly expect: readonly Expectation[];
  readonly keepTokens: boolean;
  /** Seconds; null for on demand only. */
  readonly rotateKeysEvery: number | null;
}

/** Seals a secret that the server must be able to read. */
type Seal = (secret: string) => Promise<SealedSecret>;

/** Inputs for building a configuration from a file. */
export interface ConfigSources {
  readonly seal: Seal;
  readonly read: ReadFile;
  /** Supplies secrets missing from the file. */
  readonly environment: Environment;
}

/**
 * Reads a configuration file and the files it names, and hashes or seals plain secrets. Reports each error on its own
 * line. A client without any secret cannot authenticate.
 */
export async function parseConfigFile(
  text: string,
  { seal, read, environment }: ConfigSources,
): Promise<Result<ConfigFile, readonly string[]>> {
  const json = parseJsonFile(text);
  if (!json.ok) return err([`not JSON: ${json.error}`]);
  const whole = await putNamedFiles(json.value, read);
  if (!whole.ok) return whole;
  const parsed = ConfigFileSchema.safeParse(whole.value);
  if (!parsed.success) return err(parsed.error.issues.flatMap((issue) => describeIssue(issue)));
  const {
    expect,
    faults,
    keepTokens,
    kind: _kind,
    rotateKeysEvery = null,
    version: _version,
    ...file
  } = parsed.data;
  const twice =
    findTwice('clients', file.clients, ({ clientId }) => clientId) ??
    findTwice('faults', faults, ({ id }) => id);
  if (twice !== null) return err([twice]);
  const protect = { seal, cost: costFor(file.clients.length) };
  const clients = await Promise.all(
    file.clients.map(async ({ authentication, ...client }) => ({
      ...client,
      authentication: await protectSecret(
        authentication,
        protect,
        environment[secretVariable(client.clientId)],
      ),
    })),
  );
  const config = { ...file, clients };
  const problems = [
    ...clients.flatMap(describeProblems),
    ...findWithoutEffect(config),
    ...findStrangers(expect, config),
    ...findPathClashes(config.standIn).map((clash) => `standIn.paths: ${clash}`),
  ];
  return problems.length > 0 ? err(problems) : ok({ config, faults, expect, keepTokens, rotateKeysEvery });
}

async function putNamedFiles(json: unknown, read: ReadFile): Promise<Result<unknown, readonly string[]>> {
  try {
    return ok(await readNamedFiles(json, read));
  } catch (cause) {
    if (cause instanceof NamedFileError) return err([cause.message]);
    throw cause;
  }
}

/** A second entry of the same name would silently replace the first. */
function findTwice<T>(where: string, entries: readonly T[], nameOf: (entry: T) => string): string | null {
  const seen = new Set<string>();
  const twice = entries.map(nameOf).find((name) => seen.size === seen.add(name).size);
  return twice === undefined ? null : `${where}: ${JSON.stringify(twice)} is there twice`;
}

/** A fault has two kinds; reports the errors of the closest one. */
function describeIssue(issue: z.core.$ZodIssue, parent: readonly PropertyKey[] = []): string[] {
  const path = [...parent, ...issue.path];
  const kinds = issue.code === 'invalid_union' && path[0] === 'faults' ? issue.errors : [];
  // A kind with a known effect is closer, whatever else matches.
  const known = kinds.filter((issues) => !issues.some(({ path: [, member] }) => member === 'kind'));
  const [nearest] = known.length === 0 ? [kinds.flat()] : [...known].sort((a, b) => a.length - b.length);
  if (kinds.length > 0 && nearest !== undefined) {
    return [...new Set(nearest.flatMap((inner) => describeIssue(inner, path)))];
  }
  return [`${pathOf(path)}: ${issue.message}`];
}

/** Members that would silently have no effect. */
function findWithoutEffect({ clients, mutualTls, scheme, standIn }: TokenServerConfig): string[] {
  const isCurity = standIn === undefined || standIn.preset === 'curity';
  const jwts = clients.flatMap(({ jwt, tokenFormat }, index) =>
    jwt !== undefined && tokenFormat !== 'jwt' && isCurity
      ? [`clients[${index}].jwt: has no effect, because tokenFormat is not "jwt"`]
      : [],
  );
  if (mutualTls === undefined) return jwts;
  if (mutualTls.mode === 'off' && mutualTls.authorities !== undefined)
    return [...jwts, 'mutualTls.authorities: has no effect, because mode is "off"'];
  return mutualTls.mode !== 'off' && scheme === 'http'
    ? [...jwts, 'mutualTls: has no effect over http; set "scheme": "https"']
    : jwts;
}

/** Expectations of clients that do not exist. */
function findStrangers(expectations: readonly Expectation[], { clients }: TokenServerConfig): string[] {
  return expectations.flatMap(({ clientId }, index) =>
    clientId === undefined || clients.some((client) => client.clientId === clientId)
      ? []
      : [`expect[${index}].clientId: there is no client ${JSON.stringify(clientId)}`],
  );
}

/** Errors in a client's keys, certificate or scopes. */
function describeProblems(client: ServerClient, index: number): string[] {
  const problems = checkClient(viewClient(client), []);
  return problems.map(({ field, message }) => `clients[${index}].${field}: ${message}`);
}

async function protectSecret(
  authentication: z.infer<typeof AuthenticationSchema>,
  { cost, seal }: { readonly cost: number; readonly seal: Seal },
  otherwise: string | undefined,
): Promise<ClientAuthentication> {
  switch (authentication.method) {
    case 'secret': {
      const hash = authentication.hash ?? (otherwise || null);
      return { ...authentication, hash: typeof hash === 'string' ? await hashSecret(hash, cost) : hash };
    }
    case 'client_secret_jwt': {
      const secret = authentication.secret ?? (otherwise || null);
      return { ...authentication, secret: typeof secret === 'string' ? await seal(secret) : secret };
    }
    default:
      return authentication;
  }
}

/**
 * Accepts `"secret": "…"` at the client for the default method, and inside `authentication`. If both are present, the
 * schema rejects them.
 */
function adoptShortForms(client: unknown): unknown {
  const adopted = adoptFormerClient(client);
  if (!isJsonObject(adopted) || !isJsonObject(adopted.authentication)) return adopted;
  const { secret: beside, ...others } = adopted;
  const { secret: within, ...authentication } = adopted.authentication;
  const secret = within ?? beside;
  const isTwice = within !== undefined && beside !== undefined;
  if (secret === undefined || isTwice || 'hash' in authentication) return adopted;
  switch (authentication.method) {
    case 'secret':
      return { ...others, authentication: { ...authentication, hash: secret } };
    case 'client_secret_jwt':
      return { ...others, authentication: { ...authentication, secret } };
    default:
      return adopted;
  }
}

/** Makes the IDs of faults optional. */
function withIds(faults: unknown): unknown {
  if (!Array.isArray(faults)) return faults;
  return faults.map((fault, index) => (isJsonObject(fault) ? { id: `fault ${index + 1}`, ...fault } : fault));
}

/** `clients[0].tokenLifetime` */
function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  // Call it a hash only if the app stored one.
  return text.replace(/^\./, '').replace(/\.hash$/, '.secret') || 'the whole';
}
