import { createColors } from 'picocolors';
import { makeVisible } from '../../../shared/text/visible-text.ts';

/** Where a command writes: results to stdout, everything else to stderr. */
export interface Terminal {
  /** Prints a result, for pipes. */
  readonly print: (line: string) => void;
  /** Everything that is not the result. */
  readonly note: (line: string) => void;
  readonly colors: ReturnType<typeof createColors>;
}

type Stream = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean };

/** Colours only on a terminal, and never with NO_COLOR (https://no-color.org). */
export function createTerminal(
  stdout: Stream,
  stderr: Stream,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const wantsColor = !environment.NO_COLOR && environment.TERM !== 'dumb';
  return {
    print: (line) => stdout.write(`${line}\n`),
    note: (line) => stderr.write(`${line}\n`),
    colors: createColors(wantsColor && stdout.isTTY === true),
  };
}

/** Makes text from a server or a file safe for a terminal: escapes control sequences and direction marks. */
export function safeText(text: string): string {
  return text
    .split('\n')
    .map((line) => makeVisible(line.replace(/\r$/, '')).replaceAll('\\u0009', '\t'))
    .join('\n');
}
