import { posix } from 'node:path';

/** One rule of the house: which files it is for, and what in them breaks it. */
interface HouseRule {
  readonly says: string;
  readonly appliesTo: (file: string) => boolean;
  readonly isBrokenBy: (source: SourceFile) => readonly string[];
}

interface SourceFile {
  readonly file: string;
  readonly imports: readonly string[];
  readonly code: string;
}

const inFolder = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
const except = (applies: (file: string) => boolean, allowed: string) => (file: string) =>
  applies(file) && file !== allowed;

const importing = (pattern: RegExp) => (source: SourceFile) =>
  source.imports.filter((path) => pattern.test(path));
const mentioning = (pattern: RegExp) => (source: SourceFile) =>
  withoutStrings(source.code).match(pattern) ?? [];

const rules: readonly HouseRule[] = [
  {
    says: 'shared/ imports itself and libraries that are as pure',
    appliesTo: inFolder('shared'),
    isBrokenBy: importing(/^(?!shared\/|(zod|json-p3|@noble\/hashes\/sha2\.js|diff\/lib\/diff\/array\.js)$)/),
  },
  {
    says: 'shared/ has no clock and no randomness of its own',
    appliesTo: inFolder('shared'),
    isBrokenBy: mentioning(/\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b/g),
  },
  {
    says: 'the page does not reach into Electron or Node',
    appliesTo: inFolder('renderer'),
    isBrokenBy: importing(/^(electron($|\/)|node:|test\/)/),
  },
  {
    says: 'the main process does not reach into the page',
    appliesTo: inFolder('electron'),
    isBrokenBy: importing(/^(renderer\/|react($|\/)|react-dom($|\/)|test\/)/),
  },
  {
    says: 'only electron/ipc/register.ts uses ipcMain',
    appliesTo: except(inFolder('electron'), 'electron/ipc/register.ts'),
    isBrokenBy: mentioning(/\bipcMain\b/g),
  },
  {
    says: 'only renderer/api.ts reads window.credence',
    appliesTo: except(inFolder('renderer'), 'renderer/api.ts'),
    isBrokenBy: mentioning(
      /\b(?:window|globalThis)\s*(?:\?\.|\.)\s*credence\b|\bwindow\[['"]credence['"]\]/g,
    ),
  },
  {
    says: 'only renderer/ui/dialog.tsx uses Modal: it gives the focus back',
    appliesTo: except(inFolder('renderer'), 'renderer/ui/dialog.tsx'),
    isBrokenBy: mentioning(/<Modal\b/g),
  },
  {
    says: 'components select from the state; actions alone call renderer/api.ts',
    appliesTo: (file) => /^renderer\/(features|ui)\//.test(file),
    isBrokenBy: importing(/^renderer\/api\.ts$/),
  },
  {
    says: 'renderer/ui knows neither the state nor a feature',
    appliesTo: inFolder('renderer/ui'),
    isBrokenBy: importing(/^renderer\/(state|features)\//),
  },
  {
    says: 'the token server imports itself and shared/',
    appliesTo: inFolder('electron/token-server'),
    isBrokenBy: importing(/^(electron$|electron\/(?!token-server\/))/),
  },
  {
    says: 'the core imports itself and shared/, never Electron',
    appliesTo: inFolder('electron/core'),
    isBrokenBy: importing(/^(electron$|electron\/(?!(core|token-server)\/))/),
  },
  {
    says: 'the command line has no Electron',
    appliesTo: inFolder('electron/cli'),
    isBrokenBy: importing(/^(electron$|electron\/(?!(core|cli|token-server)\/))/),
  },
];

/** What `text`, being the content of `file` (a path from the root, with slashes), breaks: one line per breach. */
export function judgeHouseRules(file: string, text: string): string[] {
  const code = withoutComments(text);
  const source = { file, code, imports: findImports(code).map((path) => resolveImport(file, path)) };
  return rules
    .filter((rule) => rule.appliesTo(file))
    .flatMap((rule) => rule.isBrokenBy(source).map((what) => `${file}: ${rule.says} (${what})`));
}

/** One circle of files that import each other, as the way round it; null if there is none. */
export function findCircle(texts: ReadonlyMap<string, string>): readonly string[] | null {
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    const text = texts.get(file);
    if (text === undefined || done.has(file)) return null;
    for (const path of findImports(withoutComments(text))) {
      const circle = walk(resolveImport(file, path), [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of texts.keys()) {
    const circle = walk(file, []);
    if (circle) return circle;
  }
  return null;
}

/** The folder that a file belongs to, as the architecture names folders; null for files beside them, such as an entry. */
function folderOf(file: string): string | null {
  return (
    /^(?:(?:renderer\/features|shared\/oauth|electron\/core)\/[^/]+|(?:shared|electron|renderer)\/[^/]+)(?=\/)/.exec(
      file,
    )?.[0] ?? null
  );
}

/** Which folders import which, as `from -> to`. A file beside the folders, such as core/core.ts, connects them and counts for none. */
export function folderImports(texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const edges = new Set<string>();
  for (const [file, text] of texts) {
    for (const path of findImports(withoutComments(text))) {
      const [from, to] = [folderOf(file), folderOf(resolveImport(file, path))];
      if (from !== null && to !== null && from !== to && !isWithin(from, to)) edges.add(`${from} -> ${to}`);
    }
  }
  return edges;
}

/** `electron/core` is a folder of its own only for the files beside its folders. */
function isWithin(from: string, to: string): boolean {
  return from.startsWith(`${to}/`) || to.startsWith(`${from}/`);
}

/** One circle of folders, as the way round it; null if there is none. */
export function findFolderCircle(edges: ReadonlySet<string>): readonly string[] | null {
  const imports = new Map<string, string[]>();
  for (const [from = '', to = ''] of [...edges].map((edge) => edge.split(' -> '))) {
    imports.set(from, [...(imports.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const walk = (folder: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(folder)) return [...way.slice(way.indexOf(folder)), folder];
    if (done.has(folder)) return null;
    for (const to of imports.get(folder) ?? []) {
      const circle = walk(to, [...way, folder]);
      if (circle) return circle;
    }
    done.add(folder);
    return null;
  };
  for (const folder of imports.keys()) {
    const circle = walk(folder, []);
    if (circle) return circle;
  }
  return null;
}

const importForms = [
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"\n]+)['"]/gm,
  /^\s*import\s*['"]([^'"\n]+)['"]/gm,
  /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g,
];

function findImports(code: string): string[] {
  return importForms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''));
}

function resolveImport(file: string, path: string): string {
  return path.startsWith('.') ? posix.join(posix.dirname(file), path) : path;
}

// Good enough for our own sources: a comment may name what the code may not use.
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

// A snippet that we generate may use the clock of its reader. Property names in brackets stay.
function withoutStrings(code: string): string {
  return code.replace(/(\[)?(['"`])(?:\\.|(?!\2)[^\\])*?\2/g, (text, bracket) => (bracket ? text : "''"));
}
