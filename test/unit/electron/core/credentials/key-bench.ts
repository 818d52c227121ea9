import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyService } from '../../../../../electron/core/credentials/key-service.ts';
import { SecretStore } from '../../../../../electron/core/storage/secret-store.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { type FakeKeychain, fakeKeychain } from '../storage/fake-keychain.ts';

/** A key service over a secret store on a disk, as the app has it. */
export async function startKeys({
  folder,
  keychain = fakeKeychain(),
  chooseFile = async () => null,
}: {
  readonly chooseFile?: () => Promise<string | null>;
  readonly folder?: string;
  readonly keychain?: FakeKeychain;
} = {}) {
  const dataFolder = folder ?? (await temporaryFolder());
  const path = join(dataFolder, 'secrets.json');
  const secrets = new SecretStore({
    path,
    keychain,
    workspaces: () => [],
    onStorage: () => {},
    onNotice: () => {},
  });
  await secrets.load();
  await secrets.unlock();
  const keys = new KeyService({ secrets, chooseFile, now: () => 1_000 });
  return {
    keys,
    secrets,
    folder: dataFolder,
    /** What is on the disk when everything is written. */
    written: async () => {
      await secrets.flush();
      return readFile(path, 'utf8').catch(() => '');
    },
  };
}

/** The value of a result that has to be one. */
export function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
