import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type TutorialOptions, TutorialReporter } from '../../../electron/tutorial-reporter.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);

function reporter(options: Partial<TutorialOptions>) {
  const lines: string[] = [];
  const quit = vi.fn<(code: number) => void>();
  const tutorial = new TutorialReporter(
    { report: false, screenshots: null, ...options },
    { print: (line) => lines.push(line), capture: async () => PNG, quit },
  );
  return { tutorial, lines, quit };
}

describe('TutorialReporter', () => {
  it.each([
    [true, 0, 'tutorial: passed: All did.'],
    [false, 1, 'tutorial: failed: All did.'],
  ])('tells each step in one line, ends with the verdict %s and exit code %d', async (passed, code, last) => {
    const { tutorial, lines, quit } = reporter({ report: true });
    await tutorial.step(1, 'Start the\n  server: it runs.');
    await tutorial.finish(passed, 'All did.');
    expect(lines).toEqual(['tutorial: 1. Start the server: it runs.', last]);
    expect(quit).toHaveBeenCalledWith(code);
  });

  it('does nothing without --tutorial-report', async () => {
    const { tutorial, lines, quit } = reporter({});
    await tutorial.step(1, 'a');
    await tutorial.finish(false, 'b');
    expect(lines).toEqual([]);
    expect(quit).not.toHaveBeenCalled();
  });

  it('photographs each step and the end, and names the places', async () => {
    const screenshots = join(await temporaryFolder(), 'shots');
    const { tutorial, lines } = reporter({ report: true, screenshots });
    await tutorial.step(3, 'a');
    await tutorial.finish(true, 'b');
    for (const name of ['step-3.png', 'end.png']) {
      expect(lines.join('\n')).toContain(join(screenshots, name));
      expect(new Uint8Array(await readFile(join(screenshots, name)))).toEqual(PNG);
    }
  });

  it('continues if screenshots cannot be saved, and reports it', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const { tutorial, lines, quit } = reporter({ report: true, screenshots: join(folder, 'file') });
    expect(await tutorial.step(1, 'a')).toMatchObject({ ok: false, error: { code: 'storage.write-failed' } });
    await tutorial.finish(true, 'b');
    expect(lines.filter((line) => line.includes('no screenshot'))).toHaveLength(2);
    expect(quit).toHaveBeenCalledWith(0);
  });
});
