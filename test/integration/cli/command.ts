import { type ExecFileException, execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ApiCall } from '../../../shared/model/workspace.ts';

export const COMMAND = join(import.meta.dirname, '../../../out/cli/credence.js');

export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command to its end, without a terminal, on Electron's own Node. */
export function credence(
  words: readonly string[],
  { env = {}, stdin = '', cwd }: { env?: Record<string, string>; stdin?: string; cwd?: string } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [COMMAND, ...words],
      {
        env: { PATH: process.env.PATH ?? '', ELECTRON_RUN_AS_NODE: '1', ...env },
        ...(cwd === undefined ? {} : { cwd }),
        maxBuffer: 64 * 1024 * 1024,
      },
      (error: ExecFileException | null, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ exitCode: code, stdout, stderr });
        else reject(error);
      },
    );
    child.stdin?.end(stdin);
  });
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'credence-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function aCall(name: string, url: string, expectations: ApiCall['expectations'] = []) {
  return { id: name, name, clientId: null, method: 'GET', url, expectations };
}

/** Writes a workspace file with the client `server`; what is given replaces its members. */
export async function writeWorkspace(tokenEndpoint: string, members: object = {}): Promise<string> {
  const file = join(await temporaryFolder(), 'orders.credence.json');
  const workspace = {
    format: 'credence-workspace',
    version: 2,
    name: 'Orders',
    server: { issuer: '', tokenEndpoint },
    tls: { verification: 'on' },
    clients: [
      { id: 'c1', clientId: 'server', authMethod: 'client_secret_basic', request: { scopes: ['read'] } },
    ],
    apiCalls: [aCall('Hello world', new URL('/hello_world', tokenEndpoint).href)],
    timeLimitMs: 20_000,
    ...members,
  };
  await writeFile(file, JSON.stringify(workspace));
  return file;
}
