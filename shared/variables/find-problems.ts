import type { TemplatePlace } from './map-templates.ts';
import type { Resolution, VariableProblem } from './resolve-workspace.ts';

/** Which request is to be sent. `server`: one beside the token request, for example for introspection. */
export type RequestKind = 'token' | 'api' | 'server' | 'metadata';

const PARTS: Readonly<Record<RequestKind, readonly TemplatePlace['part'][]>> = {
  token: ['token', 'client', 'connection'],
  api: ['api', 'connection'],
  server: ['server', 'client', 'connection'],
  metadata: ['connection'],
};

/**
 * What keeps a request from being sent: its references without a value, its secrets that are not there, each once for
 * each place. `hasSecret` knows which secrets there are.
 */
export function findProblems(
  { problems, secrets }: Resolution,
  kind: RequestKind,
  hasSecret: (name: string) => boolean,
): VariableProblem[] {
  const missing = secrets
    .filter(({ name }) => !hasSecret(name))
    .map((secret): VariableProblem => ({ kind: 'empty', ...secret }));
  const all = [...problems, ...missing].filter(({ place }) => PARTS[kind].includes(place.part));
  return all.filter(
    ({ name, place }, index) =>
      index === all.findIndex((other) => other.name === name && other.place.label === place.label),
  );
}

/** The secrets that a request refers to, each once. */
export function secretsFor({ secrets }: Resolution, kind: RequestKind): string[] {
  const wanted = secrets.filter(({ place }) => PARTS[kind].includes(place.part));
  return [...new Set(wanted.map(({ name }) => name))];
}
