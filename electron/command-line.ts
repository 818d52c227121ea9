import { isAbsolute, resolve } from 'node:path';

/** Command-line options of Credence itself; all others are Chromium's. */
export interface CommandLine {
  readonly tutorial: boolean;
  readonly tutorialReport: boolean;
  /** An absolute folder, or null. */
  readonly screenshots: string | null;
}

export function parseCommandLine(args: readonly string[], workingDirectory: string): CommandLine {
  const screenshots = args.find((arg) => arg.startsWith('--screenshots='))?.slice('--screenshots='.length);
  return {
    tutorial: args.includes('--tutorial'),
    tutorialReport: args.includes('--tutorial-report'),
    screenshots: screenshots ? absolute(screenshots, workingDirectory) : null,
  };
}

function absolute(path: string, workingDirectory: string): string {
  return isAbsolute(path) ? path : resolve(workingDirectory, path);
}
