import { EXCHANGE_PURPOSES, type ExchangePurpose } from '../../http/exchange.ts';
import { says } from '../evidence/answer.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { State, Subject } from '../evidence/mentions.ts';
import type { FindingAction, Severity } from '../finding.ts';

/** What a cause is about. Causes of one family share the headline when nothing decides between them. */
export type Family =
  | 'credentials'
  | 'grant'
  | 'scope'
  | 'target'
  | 'request'
  | 'path'
  | 'between'
  | 'fault'
  | 'limit'
  | 'policy'
  | 'token'
  | 'no-token'
  | 'permission'
  | 'binding'
  | 'operation'
  | 'answer';

/** One possible cause of a refusal or a broken response. A cause is added in one file. */
export interface Cause {
  readonly family: Family;
  readonly purposes: readonly ExchangePurpose[];
  /** A clause, for example “the client secret is wrong”. At most six words: headlines are made of it. */
  readonly what: string;
  /** One sentence, for when it is the verdict. */
  readonly why: string | ((facts: Evidence) => string);
  readonly reference: string | null;
  /** How to tell, where it is one of several: an imperative of a few words. */
  readonly check: string | ((facts: Evidence) => string);
  readonly step: (facts: Evidence) => Step;
  /** The evidence for and against the cause. Without any, the cause is not considered. */
  readonly weigh: (facts: Evidence) => readonly Sign[];
  readonly severity?: Severity;
  /** It says only what happened: causes that are nearly as likely are named beside it. */
  readonly general?: true;
}

/** The first step, and what one click can do of it. */
interface Step {
  readonly nextStep: string;
  readonly actions?: readonly FindingAction[];
}

/** A piece of evidence for a cause, or with a negative weight against it. */
export interface Sign {
  readonly weight: number;
  /** The server names it as one of several. */
  readonly isRaised?: true;
  /** In a sentence, for “More”. */
  readonly because: string;
}

/** Weights of evidence. Facts about the request outweigh the server's words, which can be misleading. */
export const PROOF = 30;
export const STATED = 10;
const RAISED = 4;

export const proof = (because: string): Sign => ({ weight: PROOF, because });
export const sign = (weight: number, because: string): Sign => ({ weight, because });

/** Whether, and how firmly, the server names a subject and its state. */
export function named(
  facts: Evidence,
  subjects: Subject | readonly Subject[],
  ...states: readonly State[]
): Sign[] {
  const how = says(facts.answer, subjects, ...states);
  if (how === null) return [];
  return how === 'stated'
    ? [{ weight: STATED, because: 'The server says so.' }]
    : [{ weight: RAISED, isRaised: true, because: 'The server names it as one of several.' }];
}

/** The same, at another weight, where the words fit other causes too. */
export function hinted(
  facts: Evidence,
  weight: number,
  subjects: Subject | readonly Subject[],
  ...states: readonly State[]
): Sign[] {
  const how = says(facts.answer, subjects, ...states);
  return how === null
    ? []
    : [
        {
          weight: how === 'stated' ? weight : Math.min(weight, RAISED),
          ...(how === 'raised' && { isRaised: true }),
          because: 'The server’s words fit it.',
        },
      ];
}

export function onCode(facts: Evidence, codes: string | readonly string[], weight: number): Sign[] {
  const { code, rivalCode } = facts.answer;
  const wanted = typeof codes === 'string' ? [codes] : codes;
  const found = [code, rivalCode].find((candidate) => candidate !== null && wanted.includes(candidate));
  return found === undefined ? [] : [{ weight, because: `The error code is ${found}.` }];
}

export function when(condition: boolean, weight: number, because: string): Sign[] {
  return condition ? [{ weight, because }] : [];
}

/** Endpoints at which a client authenticates. */
export const CLIENT_ENDPOINTS: readonly ExchangePurpose[] = ['token', 'introspection', 'revocation'];
export const EVERYWHERE: readonly ExchangePurpose[] = EXCHANGE_PURPOSES;
