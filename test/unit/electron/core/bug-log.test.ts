import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BugLog } from '../../../../electron/core/bug-log.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('BugLog', () => {
  it('logs exceptions with time and location, but no known secret', async () => {
    const path = join(await temporaryFolder(), 'logs', 'bugs.log');
    const log = new BugLog(path, () => Date.UTC(2026, 0, 2));
    log.withhold(() => ['canary-5ecr3t', '']);
    log.write('token.run', new Error('could not send canary-5ecr3t'));
    log.write('page', 'crashed');
    await log.flush();
    const text = await readFile(path, 'utf8');
    expect(text).toContain('2026-01-02T00:00:00.000Z token.run: Error: could not send ••••••••');
    expect(text).toContain('page: crashed');
    expect(text).not.toContain('canary-5ecr3t');
  });

  it('does not grow without end', async () => {
    const folder = join(await temporaryFolder(), 'logs');
    await mkdir(folder);
    const path = join(folder, 'bugs.log');
    await writeFile(path, 'x'.repeat(1_000_001));
    const log = new BugLog(path);
    log.write('page', 'crashed');
    await log.flush();
    expect((await readdir(folder)).sort()).toEqual(['bugs.log', 'bugs.log.old']);
    expect((await readFile(path, 'utf8')).length).toBeLessThan(100);
  });

  it('never fails, even if it cannot write', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const log = new BugLog(join(folder, 'file', 'bugs.log'));
    log.write('page', 'crashed');
    await expect(log.flush()).resolves.toBeUndefined();
  });
});
