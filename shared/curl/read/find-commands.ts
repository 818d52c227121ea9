import { withoutMarks } from '../write/shell-variables.ts';
import { readBashCommand } from './bash-words.ts';
import { readCmdCommand } from './cmd-words.ts';
import { readPowerShellCommand } from './powershell-words.ts';
import type { ShellCommand } from './scanner.ts';

export type PastedShell = 'bash' | 'powershell' | 'cmd';

export interface FoundCommand extends ShellCommand {
  readonly shell: PastedShell;
}

/**
 * Finds the curl commands in a pasted text that may also contain prompts, prose and responses. Each command's words
 * start after `curl`. Never throws.
 */
export function findCurlCommands(pasted: string): FoundCommand[] {
  const text = withoutMarks(pasted).replace(/\r\n?/g, '\n');
  const commands: FoundCommand[] = [];
  let start = nextStart(text, 0);
  while (start !== null && commands.length < 20) {
    const next = nextStart(text, start, LINE_START);
    const shell = detectShell(text.slice(start, next ?? undefined), text.slice(0, start));
    // `curl …` inside a sentence ends at its backtick.
    const closing = /`curl(?:\.exe)?$/i.test(text.slice(Math.max(0, start - 9), start))
      ? text.indexOf('`', start)
      : -1;
    const command = READERS[shell](closing < 0 ? text : text.slice(0, closing), start);
    if (command.words.length > 0) commands.push({ ...command, shell });
    start = nextStart(text, command.end, commands.length > 0 ? LINE_START : ANYWHERE);
  }
  return commands;
}

const READERS = { bash: readBashCommand, powershell: readPowerShellCommand, cmd: readCmdCommand };

/** At the start of a line, after a prompt (`$`, `%`, `#`, `>`, `PS C:\>`, `me@host:~$`) or an operator. */
const LINE_START =
  /(?:^|\n|[;&|(])[ \t]*(?:[^\s'"]{0,200}[$%#>][ \t]+|PS [^\n>]{0,300}>[ \t]*|[A-Za-z]:[^\n>]{0,300}>[ \t]*)?(?:&[ \t]*)?["']?(?:[^\s"'=]{0,300}[/\\])?curl(?:\.exe)?["']?(?=\s)/gi;
const ANYWHERE = /(?:^|[\s`'"(])curl(?:\.exe)?(?=\s+\S)/gi;

/** The position after the word `curl`; prefers one at the start of a line to one inside a sentence. */
function nextStart(text: string, from: number, pattern?: RegExp): number | null {
  const expression = pattern ?? LINE_START;
  expression.lastIndex = from;
  const match = expression.exec(text);
  if (match) return match.index + match[0].length;
  return pattern ? null : nextStart(text, from, ANYWHERE);
}

/** `%NAME%`, but not the `%XX` of encoded text. */
const CMD_VARIABLE = /%(?:(?![0-9A-F]{2})[A-Z][A-Z0-9]{2,}|[A-Z][A-Z0-9]*_[A-Z0-9_]*)%/;

/** Shells differ in line continuation, escapes and variables. */
function detectShell(command: string, before: string): PastedShell {
  if (/\^[ \t]*\n|\^"/.test(command)) return 'cmd';
  if (/`[ \t]*\n|\$\{?env:/i.test(command) || /\bPS [^\n]*$/.test(before)) return 'powershell';
  if (/(^|\n)[A-Za-z]:[^\n>]*>[^\n]*$/.test(before)) return 'cmd';
  if (!command.includes("'") && CMD_VARIABLE.test(command)) return 'cmd';
  if (/curl\.exe["']?$/i.test(before)) return /'/.test(command) ? 'powershell' : 'cmd';
  // A doubled quote inside double quotes has no meaning in bash.
  return !command.includes("'") && /[^\s=\\"]""(?!["\s]|$)|[{,:]""/.test(command) ? 'cmd' : 'bash';
}
