import { createColors } from 'picocolors';
import { makeVisible } from '../../../shared/text/visible-text.ts';

/** Where a command writes: results to stdout, everything else to stderr. */
export interface Terminal {
  /** Prints a result, for pipes. */
  readonly print: (line: string) => void;
  /** Everything that is not the result. */
  readonly note: (line: string) => void;
  /** Of `print`. */
  readonly colors: ReturnType<typeof createColors>;
  /** The same terminal with stderr as the place for results. */
  readonly onStderr: () => Terminal;
}

type Stream = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean };

/**
 * Colours a stream only if it is a terminal, or FORCE_COLOR asks for it, as CI servers do; never with NO_COLOR
 * (https://no-color.org).
 */
export function createTerminal(
  stdout: Stream,
  stderr: Stream,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const { NO_COLOR, FORCE_COLOR = '', TERM } = environment;
  const isForced = !['', '0', 'false'].includes(FORCE_COLOR);
  const colorsOf = ({ isTTY }: Stream) =>
    createColors(!NO_COLOR && (isForced || (isTTY === true && TERM !== 'dumb')));
  const note = (line: string) => void stderr.write(`${line}\n`);
  const onStderr = (): Terminal => ({ print: note, note, colors: colorsOf(stderr), onStderr });
  return { print: (line) => stdout.write(`${line}\n`), note, colors: colorsOf(stdout), onStderr };
}

/** Makes text from a server or a file safe for a terminal: escapes control sequences and direction marks. */
export function safeText(text: string): string {
  return text
    .split('\n')
    .map((line) => makeVisible(line.replace(/\r$/, '')).replaceAll('\\u0009', '\t'))
    .join('\n');
}
