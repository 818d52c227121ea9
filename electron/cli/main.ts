import { CommanderError } from 'commander';
import { EXIT } from './exit-codes.ts';
import { createTerminal } from './output/terminal.ts';
import { createProgram } from './program.ts';
import { Stop } from './stop.ts';

/** Runs the command from the arguments and sets the exit code. */
export async function main(): Promise<void> {
  // A reader that closes early (`| head`) is not an error.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
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
    if (process.argv[2] === 'complete') (await import('@bomb.sh/tab/commander')).default(program);
    await program.parseAsync(process.argv);
  } catch (cause) {
    process.exitCode = report(cause, terminal.note);
  }
}

function report(cause: unknown, note: (line: string) => void): number {
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (!(cause instanceof Stop)) throw cause;
  note(`credence: ${cause.message}`);
  if (cause.nextStep !== null) note(cause.nextStep);
  return cause.exitCode;
}
