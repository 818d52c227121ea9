import { z } from 'zod';
import type { KeptFiles } from '../certificates/kept-files.ts';
import { type KeptKey, KeptKeySchema, readSigningKey, type SigningKey } from './signing-key.ts';

export const KEY_FILE = 'signing-keys.json';
const KEY_MODE = 0o600;
const KeyFileSchema = z.object({ version: z.literal(1), keys: z.array(KeptKeySchema) });

/** The keys in the folder, or what is wrong with their file. A missing file is fine. */
export async function readKeyFile(
  files: KeptFiles,
): Promise<{ readonly keys: readonly SigningKey[] } | { readonly damage: string }> {
  const text = await files.read(KEY_FILE);
  if (text === null) return { keys: [] };
  try {
    return { keys: KeyFileSchema.parse(JSON.parse(text)).keys.map(readSigningKey) };
  } catch (cause) {
    return { damage: cause instanceof z.ZodError ? 'it is not a file of keys' : messageOf(cause) };
  }
}

export function writeKeyFile(files: KeptFiles, keys: readonly KeptKey[]): Promise<void> {
  return files.write(KEY_FILE, `${JSON.stringify({ version: 1, keys }, null, 2)}\n`, KEY_MODE);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
