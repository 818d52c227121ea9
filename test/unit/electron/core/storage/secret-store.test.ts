import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { SecretStore } from '../../../../../electron/core/storage/secret-store.ts';
import { clientSecretKey, secretKey } from '../../../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../../../shared/model/workspace.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { type FakeKeychain, fakeKeychain } from './fake-keychain.ts';

const PACE = { unlockLimit: 50, interval: 1, attempts: 3 };
const CANARY = 'canary-5ecr3t';
const KEY = secretKey('w', clientSecretKey('c'));

/** What the keychain is asked and has not yet answered. */
function question() {
  let answer: (available: boolean) => void = () => {};
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  return { answered, answer: (available: boolean) => answer(available) };
}

async function openStore(keychain: FakeKeychain, path?: string, workspaces: readonly SavedWorkspace[] = []) {
  const file = path ?? join(await temporaryFolder(), 'secrets.json');
  const onStorage = vi.fn();
  const onNotice = vi.fn();
  const store = new SecretStore({
    path: file,
    keychain,
    pace: PACE,
    workspaces: () => workspaces,
    onStorage,
    onNotice,
  });
  await store.load();
  return { store, file, onStorage, onNotice };
}

describe('SecretStore with a keychain', () => {
  it('keeps a secret over a restart, encrypted, in a file of the owner’s', async () => {
    const keychain = fakeKeychain();
    const { store, file, onStorage } = await openStore(keychain);
    await store.unlock();
    expect(onStorage).toHaveBeenCalledWith('keychain');
    expect(await store.set(KEY, CANARY)).toEqual({ ok: true, value: null });
    expect(await readFile(file, 'utf8')).not.toContain(CANARY);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);

    const { store: next } = await openStore(keychain, file);
    expect(next.keys).toEqual([KEY]);
    await next.unlock();
    expect(await next.get(KEY)).toEqual({ ok: true, value: CANARY });
  });

  it('takes “no” for “not yet” a few times: the keychain may not be ready at first', async () => {
    const keychain = fakeKeychain();
    keychain.answers = [false, false, true];
    const { store } = await openStore(keychain);
    await store.unlock();
    expect(store.storage).toBe('keychain');
  });

  it('a secret entered during the probe works at once and is written afterwards', async () => {
    const keychain = fakeKeychain();
    const asked = question();
    keychain.answers = [asked.answered];
    const { store, file } = await openStore(keychain);
    const unlocked = store.unlock();
    await store.set(KEY, CANARY);
    expect(store.storage).toBe('checking');
    expect(await store.get(KEY)).toEqual({ ok: true, value: CANARY });
    await expect(readFile(file)).rejects.toThrow('ENOENT');
    asked.answer(true);
    await unlocked;

    const { store: next } = await openStore(fakeKeychain(), file);
    await next.unlock();
    expect(await next.get(KEY)).toEqual({ ok: true, value: CANARY });
  });

  it('that answers only after the time limit is used from then on', async () => {
    const { store, file } = await openStore(fakeKeychain());
    await store.unlock();
    await store.set(KEY, CANARY);

    const keychain = fakeKeychain();
    const asked = question();
    keychain.answers = [asked.answered];
    const { store: next, onStorage } = await openStore(keychain, file);
    await next.unlock();
    expect(next.storage).toBe('memory');
    expect(await next.get(KEY)).toMatchObject({ ok: false });
    asked.answer(true);
    await vi.waitFor(() => expect(onStorage.mock.calls).toEqual([['memory'], ['keychain']]));
    expect(await next.get(KEY)).toEqual({ ok: true, value: CANARY });
  });

  it('reading a stored secret waits for the keychain', async () => {
    const { store, file } = await openStore(fakeKeychain());
    await store.unlock();
    await store.set(KEY, CANARY);

    const keychain = fakeKeychain();
    const asked = question();
    keychain.answers = [asked.answered];
    const { store: next } = await openStore(keychain, file);
    void next.unlock();
    const secret = next.get(KEY);
    asked.answer(true);
    expect(await secret).toEqual({ ok: true, value: CANARY });
  });

  it('a newly entered secret replaces the stored one', async () => {
    const { store, file } = await openStore(fakeKeychain());
    await store.unlock();
    await store.set(KEY, 'old');

    const { store: next } = await openStore(fakeKeychain(), file);
    const unlocked = next.unlock();
    await next.set(KEY, CANARY);
    await unlocked;
    expect(await next.get(KEY)).toEqual({ ok: true, value: CANARY });
    const { store: last } = await openStore(fakeKeychain(), file);
    await last.unlock();
    expect(await last.get(KEY)).toEqual({ ok: true, value: CANARY });
  });

  it('a cleared secret is gone from the file too', async () => {
    const { store, file } = await openStore(fakeKeychain());
    await store.unlock();
    await store.set(KEY, CANARY);
    await store.clear([KEY]);
    expect(store.has(KEY)).toBe(false);
    expect(await store.get(KEY)).toEqual({ ok: true, value: null });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ version: 2, data: {} });
  });

  it('re-encrypts what the keychain calls outdated', async () => {
    const { store, file } = await openStore(fakeKeychain());
    await store.unlock();
    await store.set(KEY, CANARY);
    const keychain = fakeKeychain();
    keychain.outdated = true;
    const encrypt = vi.spyOn(keychain, 'encrypt');
    const { store: next } = await openStore(keychain, file);
    await next.unlock();
    expect(encrypt).toHaveBeenCalledWith(expect.stringContaining(CANARY));
  });

  it('a stored secret that cannot be decrypted is an explained error, is kept, and can be replaced', async () => {
    const { store, file } = await openStore(fakeKeychain('another machine'));
    await store.unlock();
    await store.set(KEY, 'theirs');
    const before = await readFile(file, 'utf8');

    const { store: next } = await openStore(fakeKeychain(), file);
    await next.unlock();
    expect(await next.get(KEY)).toMatchObject({ ok: false, error: { code: 'storage.secret-unavailable' } });
    expect(await readFile(file, 'utf8')).toBe(before);
    await next.set(KEY, CANARY);
    expect(await next.get(KEY)).toEqual({ ok: true, value: CANARY });
  });

  it('reports that the keychain refuses to encrypt; the secret works until the app quits', async () => {
    const keychain = fakeKeychain();
    const { store } = await openStore(keychain);
    await store.unlock();
    keychain.failsToEncrypt = true;
    const result = await store.set(KEY, CANARY);
    expect(result).toMatchObject({ ok: false, error: { code: 'storage.secret-unavailable' } });
    expect(JSON.stringify(result)).not.toContain(CANARY);
    expect(await store.get(KEY)).toEqual({ ok: true, value: CANARY });
  });
});

describe('SecretStore without a keychain', () => {
  it.each<[string, (keychain: FakeKeychain) => void]>([
    ['there is none (basic_text)', (keychain) => Object.assign(keychain, { exists: false })],
    ['it answers “no” again and again', (keychain) => Object.assign(keychain, { answers: [false] })],
    ['it stays locked', (keychain) => Object.assign(keychain, { answers: [new Promise<boolean>(() => {})] })],
    [
      'asking fails',
      (keychain) => Object.assign(keychain, { probe: () => Promise.reject(new Error('D-Bus')) }),
    ],
  ])('keeps secrets in memory only when %s', async (_name, prepare) => {
    const keychain = fakeKeychain();
    prepare(keychain);
    const { store, file, onStorage } = await openStore(keychain);
    await store.unlock();
    expect(onStorage).toHaveBeenCalledWith('memory');
    await store.set(KEY, CANARY);
    expect(await store.get(KEY)).toEqual({ ok: true, value: CANARY });
    await store.flush();
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('keeps stored secrets until the keychain is back, except those replaced meanwhile', async () => {
    const { store, file } = await openStore(fakeKeychain());
    await store.unlock();
    await store.set(KEY, 'old');
    await store.set(secretKey('w', 'other'), CANARY);

    const locked = fakeKeychain();
    locked.exists = false;
    const { store: next } = await openStore(locked, file);
    await next.unlock();
    expect(await next.get(KEY)).toMatchObject({ ok: false, error: { code: 'storage.secret-unavailable' } });
    await next.set(KEY, 'new');

    const { store: last } = await openStore(fakeKeychain(), file);
    await last.unlock();
    expect(last.has(KEY)).toBe(false);
    expect(await last.get(secretKey('w', 'other'))).toEqual({ ok: true, value: CANARY });
  });
});

describe('a removed secret', () => {
  const origins = ['https://login.example.com'];

  it('comes back with the origins that were confirmed, and is masked meanwhile', async () => {
    const { store } = await openStore(fakeKeychain());
    await store.unlock();
    await store.set(KEY, CANARY, origins);
    await store.remove(KEY);
    expect(store.has(KEY)).toBe(false);
    expect(store.knownSecrets).toContain(CANARY);
    await store.restore(KEY);
    expect(await store.get(KEY)).toEqual({ ok: true, value: CANARY });
    expect(store.confirmedOrigins(KEY)).toEqual(origins);
  });

  it('is gone from the file at once', async () => {
    const { store, file } = await openStore(fakeKeychain());
    await store.unlock();
    await store.set(KEY, CANARY, origins);
    await store.remove(KEY);
    expect(await readFile(file, 'utf8')).not.toContain(KEY);
  });

  it('does not replace one that was entered meanwhile', async () => {
    const { store } = await openStore(fakeKeychain());
    await store.set(KEY, CANARY, origins);
    await store.remove(KEY);
    await store.set(KEY, 'newer', origins);
    await store.restore(KEY);
    expect(await store.get(KEY)).toEqual({ ok: true, value: 'newer' });
  });

  it('is forgotten when undo expires', async () => {
    vi.useFakeTimers();
    try {
      const { store } = await openStore(fakeKeychain());
      await store.set(KEY, CANARY, origins);
      await store.remove(KEY);
      vi.advanceTimersByTime(11_000);
      await store.restore(KEY);
      expect(store.has(KEY)).toBe(false);
      expect(store.knownSecrets).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});
