import { type AppError, appError, assertUnreachable } from '../errors.ts';
import type { Workspace } from '../model/workspace.ts';
import { ownSecret } from './own-secrets.ts';
import { writeReference } from './references.ts';
import type { VariableProblem } from './resolve-workspace.ts';
import { variablesOf } from './variables-of.ts';

/** Describes a reference's problem in a sentence, without its location. */
export function describeProblem(problem: VariableProblem, workspace: Workspace): string {
  const reference = writeReference(problem.name);
  switch (problem.kind) {
    case 'unknown':
      return `There is no variable ${reference}.`;
    case 'empty':
      return `${reference} has no value${whyEmpty(problem.name, workspace)}.`;
    case 'cycle':
      return `${reference} refers to itself: ${problem.path.join(' → ')}.`;
    case 'too-long':
      return `${reference} becomes too long with all that it refers to.`;
    case 'secret':
      return problem.place.secrets === 'not-in-address'
        ? `${reference} is a secret, and an address is logged by every server and proxy on its way.`
        : `${reference} is a secret, and this is shown in many places.`;
    default:
      return assertUnreachable(problem);
  }
}

/** Why a request is not sent. Null if all references have values. */
export function problemOf(problems: readonly VariableProblem[], workspace: Workspace): AppError | null {
  const [first] = problems;
  if (!first) return null;
  const others = problems.length - 1;
  return appError(
    'config.unresolved-variable',
    `${describeProblem(first, workspace)} It stands in: ${first.place.label}.`,
    {
      nextStep: [
        ...(others > 0
          ? [`${others} more ${others === 1 ? 'reference has' : 'references have'} no value.`]
          : []),
        nextStep(first),
      ].join(' '),
    },
  );
}

function nextStep({ kind, name }: VariableProblem): string {
  switch (kind) {
    case 'secret':
      return 'Secret variables can stand in values of parameters and headers, and in bodies.';
    case 'cycle':
    case 'too-long':
      return 'Change its value in the variables.';
    default:
      return (
        OWN_NEXT_STEPS[ownSecret(name) ?? ''] ??
        `Give it a value in the variables. To send it as it stands, write \\${writeReference(name)}.`
      );
  }
}

const OWN_NEXT_STEPS: Readonly<Partial<Record<string, string>>> = {
  CLIENT_SECRET: 'Enter the client’s secret.',
  CLIENT_ASSERTION: 'Choose client_secret_jwt or private_key_jwt, with the secret or key to sign it.',
};

function whyEmpty(name: string, workspace: Workspace): string {
  switch (ownSecret(name)) {
    case 'CLIENT_SECRET':
      return ': the client has no secret';
    case 'CLIENT_ASSERTION':
      return ': none is signed for this request';
    default:
      return inEnvironment(workspace);
  }
}

function inEnvironment(workspace: Workspace): string {
  const { environments, activeEnvironmentId } = variablesOf(workspace);
  const active = environments.find(({ id }) => id === activeEnvironmentId);
  return active && environments.length > 1 ? ` in environment ${active.name}` : '';
}
