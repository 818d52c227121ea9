import type { Workspace } from '../model/workspace.ts';
import { encodeForm } from '../text/form-encoding.ts';
import { mapTemplates, type TemplatePlace } from './map-templates.ts';
import { type ReferenceProblem, TextResolver } from './resolve-text.ts';
import { revealSecrets, secretsIn } from './secret-marks.ts';
import { activeEnvironment, type Environment, variablesOf } from './variables-of.ts';

/** A reference that cannot be resolved, and its field. */
export type VariableProblem = { readonly place: TemplatePlace } & (
  | ReferenceProblem
  /** A secret where none is allowed. */
  | { readonly kind: 'secret'; readonly name: string }
);

export interface Resolution {
  /** Variables resolved, secrets marked (secret-marks.ts). The same object if no variable is used. Idempotent. */
  readonly workspace: Workspace;
  readonly environment: Environment;
  /** In the fields in use. */
  readonly problems: readonly VariableProblem[];
  /** The secrets referenced by fields in use, and where. */
  readonly secrets: readonly { readonly name: string; readonly place: TemplatePlace }[];
}

/** Workspaces are immutable, and each is resolved many times by builders and selectors. */
const resolutions = new WeakMap<Workspace, Resolution>();

/** Resolves the variables in all fields of a workspace with its active environment. Never fails. */
export function resolveWorkspace(workspace: Workspace): Resolution {
  const known = resolutions.get(workspace);
  if (known) return known;
  const resolution = resolve(workspace);
  resolutions.set(workspace, resolution);
  resolutions.set(resolution.workspace, resolution);
  return resolution;
}

function resolve(workspace: Workspace): Resolution {
  const variables = variablesOf(workspace);
  const resolver = new TextResolver(variables);
  const problems: VariableProblem[] = [];
  const secrets: Resolution['secrets'][number][] = [];
  let changed = false;
  const resolved = mapTemplates(workspace, (text, place) => {
    if (!text.includes('{{')) return text;
    changed = true;
    const result = resolver.resolve(text, place.encoding === 'form' ? encodeForm : undefined);
    if (place.used) problems.push(...result.problems.map((problem) => ({ ...problem, place })));
    const names = [...new Set(secretsIn(result.text))];
    if (place.secrets !== 'allowed' && names.length > 0) {
      if (place.used) problems.push(...names.map((name) => ({ kind: 'secret' as const, name, place })));
      return revealSecrets(result.text, new Map());
    }
    if (place.used) secrets.push(...names.map((name) => ({ name, place })));
    return result.text;
  });
  return {
    workspace: changed ? resolved : workspace,
    environment: activeEnvironment(variables),
    problems,
    secrets,
  };
}
