import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeEffect } from '../../../shared/token-server/describe-fault.ts';
import type { AnswerEffect, TokenDeviation } from '../../../shared/token-server/faults.ts';
import type { Answer } from '../http/answer.ts';
import { alterAnswer, replaceAnswer } from './alter-answer.ts';
import { deliver } from './deliver.ts';
import type { FaultBoard } from './fault-board.ts';
import { faultEndpointOf } from './fault-endpoint.ts';
import type { RawSockets } from './raw-sockets.ts';

/** What the request listener needs to apply faults. */
export interface AnswerFaults {
  readonly board: FaultBoard;
  readonly rawSockets: RawSockets;
}

/** The faults that affect one request. */
export interface RequestFaults {
  /** The response that replaces the endpoint's; null if the endpoint is called. */
  readonly replacement: Answer | null;
  /** The fault in an issued token. */
  readonly deviation: TokenDeviation | null;
  /** The final response, with the faults added to its decision. */
  alter(answer: Answer, now: number): Answer;
  deliver(message: IncomingMessage, response: ServerResponse, answer: Answer): void;
}

/** Null if no fault affects a request to this path. */
export function takeFaults({ board, rawSockets }: AnswerFaults, path: string | null): RequestFaults | null {
  const endpoint = path === null ? 'any' : faultEndpointOf(path);
  const effects = board.hitAnswer(endpoint);
  if (effects.length === 0) return null;
  return {
    replacement: replaceAnswer(effects),
    deviation: findDeviation(effects),
    alter: (answer, now) => {
      const altered = alterAnswer(answer, effects, now);
      const isIssued = endpoint === 'token' && answer.status === 200;
      const words = effects.map((effect) => describeActed(effect, isIssued)).join(', ');
      return { ...altered, decision: `${answer.decision}; fault: ${words}`, fault: words };
    },
    deliver: (message, response, answer) =>
      deliver(message, response, answer, effects, (socket) => rawSockets.reset(socket)),
  };
}

/** A token fault only acts if a token is issued. */
function describeActed(effect: AnswerEffect, isIssued: boolean): string {
  const words = describeEffect(effect);
  return effect.kind === 'token' && !isIssued ? `${words}, but none was issued` : words;
}

function findDeviation(effects: readonly AnswerEffect[]): TokenDeviation | null {
  for (const effect of effects) if (effect.kind === 'token') return effect.deviation;
  return null;
}
