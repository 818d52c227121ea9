import { CommanderError } from 'commander';
import { EXIT } from './exit-codes.ts';
import { createTerminal, safeText } from './output/terminal.ts';
import { createProgram } from './program.ts';
import { Stop } from './stop.ts';

/** Runs the command from the arguments and sets the exit code. */
export async function main(): Promise<void> {
  watchOutput();
  const { env: environment } = process;
  const terminal = createTerminal(process.stdout, process.stderr, environment);
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort();
    // A second Ctrl+C exits at once.
    process.once('SIGINT', () => process.exit(EXIT.cancelled));
  });
  const context = { terminal, environment, signal: controller.signal, now: Date.now };
  try {
    const program = createProgram(context, (exitCode) => {
      process.exitCode = exitCode;
    });
    // `credence complete <shell>` prints a shell script, which then calls `credence complete -- <words>`.
    if (process.argv[2] === 'complete')
      await (await import('./completion.ts')).addCompletion(program, process.argv.slice(2));
    await program.parseAsync(process.argv);
  } catch (cause) {
    process.exitCode = report(cause, terminal.note);
  }
}

function report(cause: unknown, note: (line: string) => void): number {
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (!(cause instanceof Stop)) throw cause;
  note(safeText(`credence: ${cause.message}`));
  if (cause.nextStep !== null) note(safeText(cause.nextStep));
  return cause.exitCode;
}

/** A reader that closes early (`| head`) is not an error; a result that cannot be written, on a full disk, is one. */
function watchOutput(): void {
  process.stderr.on('error', () => {});
  let failure: NodeJS.ErrnoException | null = null;
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EPIPE') return;
    if (failure === null) process.stderr.write(`credence: Cannot write the result: ${cause.message}\n`);
    failure = cause;
  });
  process.once('exit', () => {
    if (failure !== null) process.exitCode = EXIT.input;
  });
}
