import type { ApiRequestDraft, Workspace } from '../../../shared/model/workspace.ts';
import { CLIENT_ENTRY, changedInputs, tokenInputs } from '../../../shared/oauth/token/token-inputs.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
import type { ResultSubject } from './use-result.ts';

/** One input that is not what was sent. */
export interface Change {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What has changed in the form since the shown response's request was sent; empty for the current request. */
export function changesSince({ kind, entry }: ResultSubject, now: Workspace): readonly Change[] {
  if (!entry || entry.inputs.id !== now.id) return [];
  if (kind === 'token') {
    return changedInputs(tokenInputs(entry.inputs), tokenInputs(now)).map((change) =>
      change.name === CLIENT_ENTRY ? { ...change, name: 'client', before: null, after: null } : change,
    );
  }
  return kind === 'api' ? changedCall(resolved(entry.inputs), resolved(now)) : [];
}

function resolved(workspace: Workspace): ApiRequestDraft {
  return resolveWorkspace(workspace).workspace.api;
}

function changedCall(before: ApiRequestDraft, after: ApiRequestDraft): Change[] {
  return CALL_PARTS.flatMap(({ name, text }) => {
    const change = { name, before: text(before), after: text(after) };
    return change.before === change.after ? [] : [change];
  });
}

const CALL_PARTS: readonly { readonly name: string; readonly text: (call: ApiRequestDraft) => string }[] = [
  { name: 'method', text: ({ method }) => method },
  { name: 'URL', text: ({ url }) => url },
  {
    name: 'headers',
    text: ({ headers }) =>
      headers
        .filter(({ enabled }) => enabled)
        .map(({ name, value }) => `${name}: ${value}`)
        .join('\n'),
  },
  { name: 'body', text: ({ body }) => body },
  {
    name: 'redirects',
    text: ({ followRedirects = false }) => (followRedirects ? 'followed' : 'not followed'),
  },
  { name: 'proof', text: ({ proofFault }) => proofFault ?? '' },
];
