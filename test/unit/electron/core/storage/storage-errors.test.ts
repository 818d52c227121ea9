import { describe, expect, it } from 'vitest';
import { writeFailed } from '../../../../../electron/core/storage/storage-errors.ts';

describe('writeFailed', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EACCES', 'access was denied'],
    ['EROFS', 'the disk is read-only'],
    ['EWHATEVER', 'the system refused'],
  ])('says why in words: %s', (code, reason) => {
    const cause = Object.assign(new Error(`${code}: write`), { code });
    const error = writeFailed('Your settings', cause);
    expect(error.code).toBe('storage.write-failed');
    expect(error.message).toBe(`Your settings could not be saved: ${reason}.`);
    expect(error.nextStep).toContain('as long as Credence runs');
    expect(error.detail).toContain(code);
  });
});
