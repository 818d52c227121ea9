import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of the table "What it answers" of docs/TOKEN-SERVER.md. */
export interface DocumentedRow {
  readonly request: string;
  readonly answer: string;
  readonly status: number;
  readonly error: string;
  /** The header that the row names, if any. */
  readonly header: string | null;
}

const page = readFileSync(join(import.meta.dirname, '../../../../docs/TOKEN-SERVER.md'), 'utf8');
const table =
  /## What it answers[\s\S]*?\| request \| answer \|\n\| ?-+[^\n]*\n((?:\|.*\n)+)/.exec(page)?.[1] ?? '';

export const DOCUMENTED_ROWS: readonly DocumentedRow[] = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, request = '', answer = '']) => {
    const [, status, error = ''] = /^(\d{3}) `([a-z_]+)`/.exec(answer) ?? [];
    const header = /, with `([\w-]+)/.exec(answer)?.[1] ?? null;
    return { request, answer, status: Number(status), error, header };
  });

/** Rows that need a real connection; `test/integration/token-server/documented-answers.test.ts` sends them. */
export const CONNECTION_ROWS = [
  'a body over 64 KiB',
  'a Host header that is not a name of this server',
  'two Host or Content-Type headers, or no Host in HTTP/1.1',
  'a transfer coding other than chunked',
  'CONNECT, from a client that takes the server for a proxy',
  'HTTP/2 without TLS, or any other version than HTTP/1.0 and HTTP/1.1',
  'plain HTTP at the HTTPS port',
] as const;
