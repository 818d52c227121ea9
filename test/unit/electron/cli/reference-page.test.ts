import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createTerminal } from '../../../../electron/cli/output/terminal.ts';
import { createProgram } from '../../../../electron/cli/program.ts';

/** Written anew by `npm run docs:cli`. */
const PAGE = join(import.meta.dirname, '../../../../docs/cli-reference.md');

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 100 });
  command.outputHelp();
  return text.trimEnd();
}

test('docs/cli-reference.md matches --help', async () => {
  const sink = { write: () => true };
  const context = {
    terminal: createTerminal(sink, sink, {}),
    environment: {},
    signal: new AbortController().signal,
    now: () => 0,
  };
  const program = createProgram(context, () => {});
  const sections = [program, ...program.commands].map((command) => {
    const name = command === program ? 'credence' : `credence ${command.name()}`;
    return `## ${name}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`;
  });
  const page = `# The credence command: reference\n\nWhat \`credence --help\` prints. Introduction: [cli.md](cli.md).\n\n${sections.join('\n')}`;
  await expect(page).toMatchFileSnapshot(PAGE);
});
