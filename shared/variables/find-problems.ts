import type { TemplatePlace } from './map-templates.ts';
import type { Resolution, VariableProblem } from './resolve-workspace.ts';

/** The request to send. `server`: other server requests, for example introspection. */
export type RequestKind = 'token' | 'api' | 'server' | 'metadata';

const PARTS: Readonly<Record<RequestKind, readonly TemplatePlace['part'][]>> = {
  token: ['token', 'client', 'connection'],
  api: ['api', 'connection'],
  server: ['server', 'client', 'connection'],
  metadata: ['connection'],
};

/**
 * What prevents a request: references without a value, and missing secrets, once per place. `hasSecret` tells which
 * secrets exist.
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

/** The secrets a request references, without duplicates. */
export function secretsFor({ secrets }: Resolution, kind: RequestKind): string[] {
  const wanted = secrets.filter(({ place }) => PARTS[kind].includes(place.part));
  return [...new Set(wanted.map(({ name }) => name))];
}
