import { useMemo } from 'react';
import { describeProblem } from '../../../shared/variables/describe-problem.ts';
import type { TemplatePlace } from '../../../shared/variables/map-templates.ts';
import { TextResolver } from '../../../shared/variables/resolve-text.ts';
import type { VariableProblem } from '../../../shared/variables/resolve-workspace.ts';
import { maskSecrets, secretsIn } from '../../../shared/variables/secret-marks.ts';
import { variablesOf } from '../../../shared/variables/variables-of.ts';
import { hasSecretNamed } from '../../state/selectors/variables.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';

/** What becomes of the references in a field. */
export interface TemplateView {
  /** As it would be sent now; secrets are bullets. */
  readonly resolved: string;
  /** Sentences; empty when every reference has a value. */
  readonly problems: readonly string[];
}

/** Null for a text without references: then there is nothing to say. */
export function useTemplate(text: string, secrets: TemplatePlace['secrets']): TemplateView | null {
  const workspace = useAppState(selectWorkspace);
  const clientsWithSecret = useAppState((state) => state.secrets.stored);
  return useMemo(() => {
    if (!text.includes('{{')) return null;
    const { text: resolved, problems } = new TextResolver(variablesOf(workspace)).resolve(text);
    if (resolved === text && problems.length === 0) return null;
    const place: TemplatePlace = { label: '', part: 'token', secrets, encoding: 'none', used: true };
    const names = [...new Set(secretsIn(resolved))];
    const refused = secrets === 'allowed' ? [] : names;
    const missing = names.filter(
      (name) => !refused.includes(name) && !hasSecretNamed(name, workspace, clientsWithSecret),
    );
    const all: VariableProblem[] = [
      ...problems.map((problem) => ({ ...problem, place })),
      ...refused.map((name) => ({ kind: 'secret' as const, name, place })),
      ...missing.map((name) => ({ kind: 'empty' as const, name, place })),
    ];
    return {
      resolved: maskSecrets(resolved),
      problems: all.map((problem) => describeProblem(problem, workspace)),
    };
  }, [text, secrets, workspace, clientsWithSecret]);
}
