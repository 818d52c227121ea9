import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snippet, SnippetLanguage } from '../../../shared/formats/snippets/snippet.ts';

interface Toolchain {
  readonly language: SnippetLanguage;
  /** Exits with 0 where the tool-chain can run the snippets. */
  readonly probe: readonly [command: string, ...args: string[]];
  readonly run: (fileName: string) => readonly [command: string, ...args: string[]];
  /** Beside the program. */
  readonly extraFiles?: Readonly<Record<string, string>>;
}

const CSPROJ = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net8.0</TargetFramework>
    <RollForward>LatestMajor</RollForward>
    <Nullable>enable</Nullable>
  </PropertyGroup>
</Project>
`;

/** Some machines have a Python of their own in front, and the packages in the system's. */
const PYTHONS = ['python3', '/usr/bin/python3'];
const python = PYTHONS.find((command) => succeeds([command, '-c', 'import requests'])) ?? 'python3';

const TOOLCHAINS: readonly Toolchain[] = [
  {
    language: 'javascript',
    probe: ['node', '-e', 'if (parseInt(process.versions.node) < 20) process.exit(1)'],
    run: (fileName) => ['node', fileName],
  },
  { language: 'python', probe: [python, '-c', 'import requests'], run: (fileName) => [python, fileName] },
  {
    language: 'java',
    probe: ['javac', '--release', '17', '-version'],
    run: (fileName) => ['java', fileName],
  },
  {
    language: 'csharp',
    probe: ['dotnet', '--version'],
    run: () => ['dotnet', 'run'],
    extraFiles: { 'snippet.csproj': CSPROJ },
  },
  { language: 'go', probe: ['go', 'version'], run: (fileName) => ['go', 'run', fileName] },
  {
    language: 'php',
    probe: ['php', '-r', 'exit(PHP_MAJOR_VERSION >= 8 && extension_loaded("curl") ? 0 : 1);'],
    run: (fileName) => ['php', fileName],
  },
];

export const INSTALLED = TOOLCHAINS.filter(({ probe }) => succeeds(probe));
export const ABSENT = TOOLCHAINS.filter((toolchain) => !INSTALLED.includes(toolchain));

export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a snippet as its `command` says, in a folder of its own with the files it needs. */
export function runSnippet(
  { fileName, text, files }: Pick<Snippet, 'fileName' | 'text' | 'files'>,
  toolchain: Toolchain,
  environment: Readonly<Record<string, string>>,
): Promise<ProgramResult> {
  const folder = mkdtempSync(join(tmpdir(), 'credence-snippet-'));
  writeFileSync(join(folder, fileName), text);
  for (const file of files) writeFileSync(join(folder, file.name), file.text);
  for (const [name, content] of Object.entries(toolchain.extraFiles ?? {})) {
    writeFileSync(join(folder, name), content);
  }
  const [command, ...args] = toolchain.run(fileName);
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd: folder, env: { ...inherited(), ...environment }, timeout: 150_000 },
      (error, stdout, stderr) => {
        rmSync(folder, { recursive: true, force: true });
        const exitCode = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ exitCode, stdout, stderr });
      },
    );
  });
}

/** Without a proxy, because everything is on this machine, and with UTF-8 for runtimes that decode the environment. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, GOCACHE, GOPATH, DOTNET_ROOT, JAVA_HOME } = process.env;
  const kept = { PATH, HOME, GOCACHE, GOPATH, DOTNET_ROOT, JAVA_HOME };
  const known = Object.entries(kept).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), LC_ALL: 'C.UTF-8', GO111MODULE: 'off', DOTNET_NOLOGO: '1' };
}

function succeeds([command, ...args]: Toolchain['probe']): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
