import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { loadServerCertificate } from '../../../electron/token-server/certificates/certificate-store.ts';
import { makeTemporaryFolder, startServer } from './support.ts';

const DAY = 86_400_000;
const FILES = ['ca-key.pem', 'ca.pem', 'server-key.pem', 'server.pem'];

describe('the certificate', () => {
  test('is generated on first use, with keys readable only by their owner', async () => {
    const folder = join(await makeTemporaryFolder(), 'new', 'folder');
    await loadServerCertificate(folder, Date.now());
    expect((await readdir(folder)).sort()).toEqual(FILES);
    const modeOf = async (name: string) => (await stat(join(folder, name))).mode & 0o777;
    expect(await Promise.all([modeOf('ca-key.pem'), modeOf('server-key.pem'), modeOf('.')])).toEqual([
      0o600, 0o600, 0o700,
    ]);
  });

  test('is as strict clients want it', async () => {
    const { caPem, certificate } = await loadServerCertificate(await makeTemporaryFolder(), Date.now());
    const [ca, leaf] = [new X509Certificate(caPem), new X509Certificate(certificate)];
    expect([ca.ca, leaf.ca, leaf.checkIssued(ca), leaf.verify(ca.publicKey)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(leaf.checkHost('localhost')).toBe('localhost');
    expect([leaf.checkIP('127.0.0.1'), leaf.checkIP('::1')]).not.toContain(undefined);
    expect(leaf.checkHost('example.com')).toBeUndefined();
    // id-kp-serverAuth and no other.
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    const validity = Date.parse(leaf.validTo) - Date.parse(leaf.validFrom);
    expect(validity).toBeLessThanOrEqual(397 * DAY);
    expect(validity).toBeGreaterThan(365 * DAY);
  });

  test('stays over restarts', async () => {
    const dataDir = await makeTemporaryFolder();
    const first = await startServer({}, { dataDir });
    const files = await readAll(dataDir);
    await first.server.stop();
    const second = await startServer({}, { dataDir });
    expect(second.ca).toBe(first.ca);
    expect(await readAll(dataDir)).toEqual(files);
  });

  test('is renewed before its end, by the same authority, without a word', async () => {
    const folder = await makeTemporaryFolder();
    const first = await loadServerCertificate(folder, Date.now());
    const second = await loadServerCertificate(folder, first.renewAt);
    expect(second.certificate).not.toBe(first.certificate);
    expect([second.caPem, second.notices]).toEqual([first.caPem, []]);
    expect(second.renewAt).toBeGreaterThan(first.renewAt + 300 * DAY);
    const later = await loadServerCertificate(folder, first.renewAt + DAY);
    expect(later.certificate).toBe(second.certificate);
  });

  test('keeps its CA if the clock moves back, and reports it', async () => {
    const folder = await makeTemporaryFolder();
    const now = Date.now();
    const before = await loadServerCertificate(folder, now);
    const during = await loadServerCertificate(folder, now - 400 * DAY);
    expect(during.caPem).toBe(before.caPem);
    expect(during.notices).toEqual([expect.stringContaining('Check the clock')]);
    const after = await loadServerCertificate(folder, now);
    expect([after.caPem, after.notices]).toEqual([before.caPem, []]);
  });

  test('is the same for two concurrent starts', async () => {
    const folder = await makeTemporaryFolder();
    const loads = await Promise.all([1, 2, 3, 4].map(() => loadServerCertificate(folder, Date.now())));
    expect(new Set(loads.map(({ certificate }) => certificate)).size).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(FILES);
  });

  test('waits for no lock that is old', async () => {
    const folder = await makeTemporaryFolder();
    const lock = join(folder, '.lock');
    await writeFile(lock, '');
    const { utimes } = await import('node:fs/promises');
    await utimes(lock, new Date(0), new Date(0));
    expect((await loadServerCertificate(folder, Date.now())).notices).toEqual([]);
  });

  test('waits half a second, not ten, for a lock whose process died before writing its ID', async () => {
    const folder = await makeTemporaryFolder();
    const lock = join(folder, '.lock');
    await writeFile(lock, '');
    // The clock stands still at a second after that: who waits for ten, waits forever.
    const later = new Date(Date.now() + 1_000);
    vi.useFakeTimers({ toFake: ['Date'], now: later });
    onTestFinished(() => void vi.useRealTimers());
    expect((await loadServerCertificate(folder, Date.now())).notices).toEqual([]);
  });

  test('waits for no lock of a process that was killed, however new', async () => {
    const folder = await makeTemporaryFolder();
    const lock = join(folder, '.lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(lock, String(pid));
    // In an hour it would still be new: only its process tells that it is of no use.
    const later = new Date(Date.now() + 3_600_000);
    const { utimes } = await import('node:fs/promises');
    await utimes(lock, later, later);
    expect((await loadServerCertificate(folder, Date.now())).notices).toEqual([]);
  });
});

describe('sets damaged files aside, regenerates them, and tells the user', () => {
  const authorityDamages = [
    ['ca.pem', 'no PEM at all', 'the certificate is not readable'],
    ['ca.pem', '', 'the certificate is not readable'],
    ['ca-key.pem', 'no PEM at all', 'the private key is not readable'],
  ] as const;

  test.each(authorityDamages)('%s: %j', async (name, content, reason) => {
    const folder = await makeTemporaryFolder();
    const before = await loadServerCertificate(folder, Date.now());
    await writeFile(join(folder, name), content);
    const after = await loadServerCertificate(folder, Date.now());
    expect(after.caPem).not.toBe(before.caPem);
    expect(new X509Certificate(after.certificate).verify(new X509Certificate(after.caPem).publicKey)).toBe(
      true,
    );
    expect(after.notices).toEqual([expect.stringContaining(reason)]);
    const aside = (await readdir(folder)).find((file) => file.startsWith(`${name}.damaged-`)) ?? '';
    expect(after.notices[0]).toContain(aside);
    expect(await readFile(join(folder, aside), 'utf8')).toBe(content);
    expect((await loadServerCertificate(folder, Date.now())).caPem).toBe(after.caPem);
  });

  test('a key of another authority', async () => {
    const folder = await makeTemporaryFolder();
    const other = await makeTemporaryFolder();
    await loadServerCertificate(folder, Date.now());
    await loadServerCertificate(other, Date.now());
    await writeFile(join(folder, 'ca-key.pem'), await readFile(join(other, 'ca-key.pem')));
    const { notices } = await loadServerCertificate(folder, Date.now());
    expect(notices).toEqual([expect.stringContaining('not the one of the certificate')]);
  });

  test('a certificate that is no authority’s', async () => {
    const folder = await makeTemporaryFolder();
    await loadServerCertificate(folder, Date.now());
    for (const kind of ['', '-key']) {
      await writeFile(join(folder, `ca${kind}.pem`), await readFile(join(folder, `server${kind}.pem`)));
    }
    const { notices } = await loadServerCertificate(folder, Date.now());
    expect(notices).toEqual([expect.stringContaining('not the one of an authority')]);
  });

  test('the server’s own certificate; the authority stays', async () => {
    const folder = await makeTemporaryFolder();
    const before = await loadServerCertificate(folder, Date.now());
    await writeFile(join(folder, 'server-key.pem'), 'damaged');
    const after = await loadServerCertificate(folder, Date.now());
    expect(after.caPem).toBe(before.caPem);
    expect(after.notices).toEqual([expect.stringContaining('clients need not do anything')]);
  });

  test('and a running server’s state carries it', async () => {
    const dataDir = await makeTemporaryFolder();
    await writeFile(join(dataDir, 'ca.pem'), 'damaged');
    const { server } = await startServer({}, { dataDir });
    expect(server.state).toMatchObject({
      status: 'running',
      notices: [expect.stringContaining('ca.pem.damaged-')],
    });
  });
});

test('a folder that cannot be used is a failure that names it', async () => {
  const file = join(await makeTemporaryFolder(), 'a-file');
  await writeFile(file, '');
  const { createTokenServer } = await import('../../../electron/token-server/server.ts');
  const server = createTokenServer({ scheme: 'https', port: 0, clients: [] }, { dataDir: join(file, 'sub') });
  expect(await server.start()).toMatchObject({
    status: 'failed',
    failure: { code: 'certificate', message: expect.stringContaining(file) },
  });
});

async function readAll(folder: string): Promise<string[]> {
  return Promise.all(FILES.map((name) => readFile(join(folder, name), 'utf8')));
}
