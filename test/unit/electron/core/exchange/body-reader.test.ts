import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError, OversizeError } from '../../../../../electron/core/exchange/body/body-errors.ts';
import {
  BodyReader,
  type BodyReaderOptions,
} from '../../../../../electron/core/exchange/body/body-reader.ts';
import { MemoryBudget } from '../../../../../electron/core/exchange/body/memory-budget.ts';

function reader(options: Partial<BodyReaderOptions> = {}): BodyReader {
  return new BodyReader({
    contentEncoding: null,
    maxBytes: 1_000_000,
    onDrain: () => {},
    onOversize: () => {},
    ...options,
  });
}

const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } };
const NEVER = new AbortController().signal;

const codings = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };

describe('a body', () => {
  it('is the same in whatever pieces it arrives', async () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 });
    const coding = fc.constantFrom(null, ...(Object.keys(codings) as (keyof typeof codings)[]));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), pieces, coding, async (content, sizes, name) => {
        const wire = name === null ? content : codings[name](content);
        const body = reader({ contentEncoding: name });
        for (let at = 0, turn = 0; at < wire.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          body.write(wire.subarray(at, at + size));
          at += size;
        }
        const { bytes, wireSize, stillEncoded } = await body.end(NEVER);
        expect(Buffer.from(bytes).equals(Buffer.from(content))).toBe(true);
        expect(wireSize).toBe(wire.length);
        expect(stillEncoded).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('without a byte needs no decompression', async () => {
    const { bytes } = await reader({ contentEncoding: 'gzip' }).end(NEVER);
    expect(bytes).toHaveLength(0);
  });

  it('keeps the readable part if interrupted', async () => {
    const body = reader({ contentEncoding: 'gzip' });
    body.write(gzipSync(Buffer.alloc(50_000, 'interrupted ')).subarray(0, 150));
    const { bytes } = await body.interrupt(NEVER);
    expect(Buffer.from(bytes).toString()).toMatch(/^interrupted /);
  });

  it('keeps exactly as much as the limit allows and reports it once', async () => {
    let told = 0;
    const body = reader({ maxBytes: 5, onOversize: () => (told += 1) });
    body.write(Buffer.from('abcd'));
    body.write(Buffer.from('efgh'));
    body.write(Buffer.from('ijkl'));
    await expect(body.end(NEVER)).rejects.toBeInstanceOf(OversizeError);
    expect(Buffer.from(body.partial().bytes).toString()).toBe('abcde');
    expect(told).toBe(1);
  });

  it('reserves its share of the memory budget, and returns it', async () => {
    const budget = new MemoryBudget(100);
    const [one, other] = [reader({ budget }), reader({ budget })];
    one.write(Buffer.alloc(60));
    other.write(Buffer.alloc(60));
    await expect(other.end(NEVER)).rejects.toThrow('100 bytes together');
    expect((await one.end(NEVER)).bytes).toHaveLength(60);
    one.release();
    other.release();
    expect(budget.used).toBe(0);
  });

  it('is not decompressed any longer once its time is over', async () => {
    const limit = new AbortController();
    const body = reader({ contentEncoding: 'br', maxBytes: Infinity, budget: new MemoryBudget(Infinity) });
    body.write(brotliCompressSync(Buffer.alloc(200_000_000), FAST));
    const ended = body.end(limit.signal);
    limit.abort(new Error('time is over'));
    await expect(ended).rejects.toThrow('time is over');
    expect(body.partial().bytes.length).toBeLessThan(200_000_000);
  });

  it('that fits the cap exactly is no problem', async () => {
    const body = reader({ maxBytes: 5 });
    body.write(Buffer.from('abcde'));
    expect((await body.end(NEVER)).bytes).toHaveLength(5);
  });

  it('that cannot be decompressed is kept raw, to its end', async () => {
    const body = reader({ contentEncoding: 'gzip' });
    body.write(Buffer.from('plain '));
    await new Promise((resolve) => setImmediate(resolve));
    body.write(Buffer.from('text'));
    await expect(body.end(NEVER)).rejects.toBeInstanceOf(DecodeError);
    const { bytes, stillEncoded } = body.partial();
    expect(Buffer.from(bytes).toString()).toBe('plain text');
    expect(stillEncoded).toBe(true);
  });
});
