import type { AppError } from '../../shared/errors.ts';
import type { ExitCode } from './exit-codes.ts';

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
