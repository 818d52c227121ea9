import type { FormFill } from '../../model/form-fill.ts';
import type { Field, Workspace } from '../../model/workspace.ts';
import type { CurlHeader } from '../read/apply-option.ts';
import type { CurlCommand } from '../read/parse-curl.ts';
import { variablesIn, writeVariables } from '../write/shell-variables.ts';

/** The changes a pasted curl command makes to a workspace. */
export type CurlImport = FormFill;

/** Connection options apply to all calls of the workspace. */
export function applyConnection(command: CurlCommand, workspace: Workspace): Workspace {
  return {
    ...workspace,
    tls: command.insecure ? { ...workspace.tls, verification: 'off' } : workspace.tls,
    timeLimitMs: command.timeLimitMs ?? workspace.timeLimitMs,
  };
}

/** Notes about shell variables without a value here. */
export function unresolved(texts: readonly string[]): string[] {
  const names = [...new Set(texts.flatMap(variablesIn))];
  return names.map((name) => `${name} is a variable of the shell: put in its value.`);
}

/** Rows for a list of fields, with IDs that are stable for the same command. */
export function fieldsOf(fields: readonly CurlHeader[]): Field[] {
  return fields.map(({ name, value }, index) => ({
    id: `curl-${index + 1}`,
    name: writeVariables(name),
    value: writeVariables(value),
    enabled: true,
  }));
}

/** Headers that Credence sets itself. */
export function isOurs(name: string): boolean {
  return /^(authorization|connection|content-length|expect|keep-alive|transfer-encoding|upgrade)$/i.test(
    name,
  );
}
