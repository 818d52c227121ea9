import { z } from 'zod';
import { CustomClaimsSchema } from '../../../shared/token-server/jwt-token.ts';
import { createKeptFiles } from '../certificates/kept-files.ts';
import type { IssuedToken, TokenStore } from './token-store.ts';

const TOKENS_FILE = 'tokens.json';
/** It contains full opaque tokens. */
const TOKENS_MODE = 0o600;

const TokenSchema = z.object({
  value: z.string(),
  format: z.enum(['opaque', 'jwt']),
  clientId: z.string(),
  scope: z.string(),
  audience: z.array(z.string()),
  cnf: z.object({ jkt: z.string().exactOptional(), 'x5t#S256': z.string().exactOptional() }).nullable(),
  authorizationDetails: z.string().nullable(),
  claims: CustomClaimsSchema,
  deviation: z.null(),
  issuedAt: z.number(),
  expiresAt: z.number(),
  delegationId: z.string().nullable(),
});
const FileSchema = z.object({ version: z.literal(1), tokens: z.array(TokenSchema) });

/** Saves the tokens of a stopping server, except faulty ones. Rejects with the platform's error. */
export function saveTokens(folder: string, store: TokenStore): Promise<void> {
  const files = createKeptFiles(folder);
  const tokens: readonly IssuedToken[] = store.all().filter(({ deviation }) => deviation === null);
  return files.exclusively(() =>
    files.write(TOKENS_FILE, JSON.stringify({ version: 1, tokens }), TOKENS_MODE),
  );
}

/** Loads the tokens of the last run into an empty store; returns a message for the user if that fails. */
export async function loadTokens(folder: string, store: TokenStore): Promise<string | null> {
  if (store.size > 0) return null;
  const text = await createKeptFiles(folder).read(TOKENS_FILE);
  if (text === null) return null;
  try {
    store.restore(FileSchema.parse(JSON.parse(text)).tokens);
    return null;
  } catch {
    return `The tokens in ${folder} could not be read. Tokens of the last run are unknown.`;
  }
}
