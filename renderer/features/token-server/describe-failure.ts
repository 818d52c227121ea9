import { assertUnreachable } from '../../../shared/errors.ts';
import type { TokenServerSettings } from '../../../shared/ipc/inputs.ts';
import type { TokenServerFailure } from '../../../shared/token-server/state.ts';

/** What the page says about a server that failed, and the one click that helps. */
export interface FailureAdvice {
  readonly title: string;
  readonly nextStep: string;
  readonly action: string;
  /** The settings the click starts with; null to start with the present ones. */
  readonly startWith: TokenServerSettings | null;
}

const USUAL_PORT = 8443;

export function describeFailure(failure: TokenServerFailure, settings: TokenServerSettings): FailureAdvice {
  const again = { action: 'Start again', startWith: null };
  if (failure.mutualTlsPort !== undefined) {
    return {
      title: `Port ${failure.mutualTlsPort}, for mutual TLS, is not available`,
      nextStep: 'Choose another second port under Settings and start again, or turn mutual TLS off.',
      action: 'Start without mutual TLS',
      startWith: { ...settings, mutualTls: { mode: 'off' } },
    };
  }
  switch (failure.code) {
    case 'port-in-use':
      return failure.freePort === null
        ? {
            title: `Port ${settings.port} is taken`,
            nextStep: 'Stop the program that uses it, or enter another port below, then start again.',
            ...again,
          }
        : {
            title: `Port ${settings.port} is taken`,
            nextStep: `Another program uses it, perhaps a Curity Identity Server. Port ${failure.freePort} is free.`,
            action: `Start on ${failure.freePort} instead`,
            startWith: { ...settings, port: failure.freePort },
          };
    case 'permission-denied':
      return {
        title: `The system does not let Credence use port ${settings.port}`,
        nextStep: 'Ports below 1024 usually need an administrator. Choose a higher one.',
        action: `Start on ${failure.freePort ?? USUAL_PORT} instead`,
        startWith: { ...settings, port: failure.freePort ?? USUAL_PORT },
      };
    case 'certificate':
      return {
        title: 'The certificate could not be generated',
        nextStep: 'Until then you can run the server over plain HTTP, which is safe on this machine.',
        action: 'Start with HTTP instead',
        startWith: { ...settings, scheme: 'http' },
      };
    case 'crashed':
      return {
        title: 'The token server crashed',
        nextStep: 'Its tokens are lost. Start it again and request new ones.',
        ...again,
      };
    case 'other':
      return {
        title: 'The token server did not start',
        nextStep: 'Read the reason, then try again.',
        ...again,
      };
    default:
      return assertUnreachable(failure.code);
  }
}
