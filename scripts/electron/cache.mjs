// Where provisioned files live: outside the repository, so a fresh clone reuses them.
import { homedir } from 'node:os';
import { join } from 'node:path';

export const cacheDir = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'credence', 'electron');
