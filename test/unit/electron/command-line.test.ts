import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../electron/command-line.ts';

describe('parseCommandLine', () => {
  it.each<[string[], object]>([
    [['electron', '.'], { tutorial: false, tutorialReport: false, screenshots: null }],
    [['electron', '.', '--tutorial'], { tutorial: true, tutorialReport: false, screenshots: null }],
    [
      ['electron', '--no-sandbox', '.', '--tutorial', '--tutorial-report', '--screenshots=/tmp/shots'],
      { tutorial: true, tutorialReport: true, screenshots: '/tmp/shots' },
    ],
    [
      ['--screenshots=shots'],
      { tutorial: false, tutorialReport: false, screenshots: resolve('/work', 'shots') },
    ],
    [['--screenshots='], { tutorial: false, tutorialReport: false, screenshots: null }],
  ])('%j', (args, expected) => {
    expect(parseCommandLine(args, '/work')).toEqual(expected);
  });
});
