import { expect, test } from 'vitest';
import { createTerminal } from '../../../../electron/cli/output/terminal.ts';

const TERMINAL = { isTTY: true, write: () => true };
const FILE = { isTTY: false, write: () => true };

test.each([
  ['a terminal', TERMINAL, {}, true],
  ['a pipe or a file', FILE, {}, false],
  ['a terminal with NO_COLOR', TERMINAL, { NO_COLOR: '1' }, false],
  ['a terminal that can do nothing', TERMINAL, { TERM: 'dumb' }, false],
  ['a pipe with FORCE_COLOR, as in CI', FILE, { FORCE_COLOR: '1' }, true],
  ['a pipe with FORCE_COLOR=0', FILE, { FORCE_COLOR: '0' }, false],
  ['NO_COLOR and FORCE_COLOR', TERMINAL, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
])('%s: colours %#', (_, stream, environment, isColored) => {
  const { colors } = createTerminal(stream, FILE, environment);
  expect(colors.isColorSupported).toBe(isColored);
});

test('stderr has colours of its own: a log file gets none from a terminal on stdout', () => {
  const { colors, onStderr } = createTerminal(TERMINAL, FILE, {});
  expect([colors.isColorSupported, onStderr().colors.isColorSupported]).toEqual([true, false]);
});
