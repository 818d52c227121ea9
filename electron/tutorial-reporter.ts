import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppError, appError } from '../shared/errors.ts';
import { err, ok, type Result } from '../shared/result.ts';

export interface TutorialOptions {
  /** Reports each step on stdout, and quits the app after the tutorial. */
  readonly report: boolean;
  /** Folder for a screenshot of each step, or null. */
  readonly screenshots: string | null;
}

export interface TutorialPorts {
  readonly print: (line: string) => void;
  /** A screenshot of the window, as PNG. */
  readonly capture: () => Promise<Uint8Array>;
  readonly quit: (exitCode: number) => void;
}

/** Follows the guided tutorial from outside the window, for unattended runs. */
export class TutorialReporter {
  readonly #options: TutorialOptions;
  readonly #ports: TutorialPorts;

  constructor(options: TutorialOptions, ports: TutorialPorts) {
    this.#options = options;
    this.#ports = ports;
  }

  async step(number: number, text: string): Promise<Result<null, AppError>> {
    this.#print(`tutorial: ${number}. ${oneLine(text)}`);
    const { screenshots } = this.#options;
    return screenshots === null ? ok(null) : this.#photograph(screenshots, `step-${number}.png`);
  }

  async finish(passed: boolean, text: string): Promise<Result<null, AppError>> {
    this.#print(`tutorial: ${passed ? 'passed' : 'failed'}: ${oneLine(text)}`);
    const { screenshots, report } = this.#options;
    const photo = screenshots === null ? ok(null) : await this.#photograph(screenshots, 'end.png');
    if (report) this.#ports.quit(passed ? 0 : 1);
    return photo;
  }

  async #photograph(folder: string, name: string): Promise<Result<null, AppError>> {
    const file = join(folder, name);
    try {
      const png = await this.#ports.capture();
      await mkdir(folder, { recursive: true });
      await writeFile(file, png);
      this.#print(`tutorial:    screenshot ${file}`);
      return ok(null);
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      this.#print(`tutorial:    no screenshot: ${detail}`);
      return err(appError('storage.write-failed', 'The screenshot could not be saved.', { detail }));
    }
  }

  #print(line: string): void {
    if (this.#options.report) this.#ports.print(line);
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
