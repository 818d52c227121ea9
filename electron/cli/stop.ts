import type { AppError } from '../../shared/errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Ends the command with a message on stderr and an exit code. The only intentional exception. */
export class Stop extends Error {
  readonly exitCode: ExitCode;
  readonly nextStep: string | null;

  constructor(exitCode: ExitCode, message: string, nextStep: string | null = null) {
    super(message);
    this.name = 'Stop';
    this.exitCode = exitCode;
    this.nextStep = nextStep;
  }

  static because(error: AppError, exitCode: ExitCode): Stop {
    const { message, detail, nextStep } = error;
    return new Stop(
      exitCode,
      message,
      [detail, nextStep].filter((line) => line !== undefined).join('\n') || null,
    );
  }
}

/** A Stop for a name that a workspace does not have: suggests the nearest one, and lists those that it has. */
export function notFound(message: string, wanted: string, names: readonly string[]): Stop {
  if (names.length === 0) return new Stop(EXIT.input, message, 'It has none.');
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3) && distance < name.length - 1)
    .toSorted((a, b) => a.distance - b.distance);
  const shown = names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ', …' : '');
  return new Stop(
    EXIT.input,
    message,
    `${nearest ? `Did you mean “${nearest.name}”? ` : ''}It has: ${shown}.`,
  );
}

const MOST_NAMES = 20;

/** How many characters to insert, delete or replace (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, character] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, above] of row.entries()) {
      if (j === to.length) break;
      const replaced = above + (character === to[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
