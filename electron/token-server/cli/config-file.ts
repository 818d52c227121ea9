import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  DEFAULT_JWT_TOKEN,
  JwtTokenSchema,
  ServerClientSchema,
  type TokenServerConfig,
  TokenServerConfigSchema,
} from '../../../shared/token-server/config.ts';
import { hashSecret } from '../clients/secret-hash.ts';

/** As the app keeps it, but written by hand: most has a default, and a secret may stand in plain text. */
const ClientSchema = ServerClientSchema.extend({
  description: ServerClientSchema.shape.description.default(''),
  secret: z.union([ServerClientSchema.shape.secret, z.string().min(1)]),
  scopes: ServerClientSchema.shape.scopes.default([]),
  tokenLifetime: ServerClientSchema.shape.tokenLifetime.default(299),
  jwt: z
    .strictObject({
      profile: JwtTokenSchema.shape.profile.default(DEFAULT_JWT_TOKEN.profile),
      algorithm: JwtTokenSchema.shape.algorithm.default(DEFAULT_JWT_TOKEN.algorithm),
      audience: JwtTokenSchema.shape.audience.default(DEFAULT_JWT_TOKEN.audience),
      claims: JwtTokenSchema.shape.claims.default(DEFAULT_JWT_TOKEN.claims),
    })
    .exactOptional(),
}).strict();

const ConfigFileSchema = z.strictObject({
  scheme: TokenServerConfigSchema.shape.scheme.default('https'),
  port: TokenServerConfigSchema.shape.port.default(8443),
  clients: z.array(ClientSchema),
});

/** Reads a configuration file and hashes its plain secrets, or says line by line what is wrong with it. */
export async function parseConfigFile(text: string): Promise<Result<TokenServerConfig, readonly string[]>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return err([`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`]);
  }
  const parsed = ConfigFileSchema.safeParse(json);
  if (!parsed.success) {
    return err(parsed.error.issues.map((issue) => `${pathOf(issue.path)}: ${issue.message}`));
  }
  const ids = parsed.data.clients.map(({ clientId }) => clientId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return err([`clients: ${JSON.stringify(twice)} is there twice`]);
  const clients = await Promise.all(
    parsed.data.clients.map(async ({ secret, ...client }) => ({
      ...client,
      secret: typeof secret === 'string' ? await hashSecret(secret) : secret,
    })),
  );
  return ok({ ...parsed.data, clients });
}

/** `clients[0].tokenLifetime` */
function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'the whole';
}
