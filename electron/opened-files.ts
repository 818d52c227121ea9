import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXTENSION = '.credence.json';

/** Finds the workspace files among arguments. File managers pass a path or a `file:` URL. */
export function findWorkspaceFiles(args: readonly string[], workingDirectory: string): string[] {
  return args
    .filter((arg) => !arg.startsWith('-') && arg.endsWith(EXTENSION))
    .flatMap((arg) => (arg.startsWith('file:') ? pathOf(arg) : [arg]))
    .map((path) => (isAbsolute(path) ? path : resolve(workingDirectory, path)));
}

/** Empty if the URL is not a local path, for example on another machine. */
function pathOf(url: string): string[] {
  try {
    return [fileURLToPath(url)];
  } catch {
    return [];
  }
}

/** Queues files that the system asks Credence to open until the page is ready. */
export class OpenedFiles {
  #waiting: string[] = [];
  #show: ((path: string) => void) | null = null;

  open(paths: readonly string[]): void {
    if (this.#show === null) this.#waiting.push(...paths);
    else for (const path of paths) this.#show(path);
  }

  /** Passes queued files, and all later ones, to `show`. */
  showBy(show: (path: string) => void): void {
    this.#show = show;
    this.open(this.#waiting.splice(0));
  }
}
