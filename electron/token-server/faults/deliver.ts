import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { AnswerEffect } from '../../../shared/token-server/faults.ts';
import type { Answer } from '../http/answer.ts';
import { headersOf, sendAnswer } from '../http/send-answer.ts';

type Reset = (socket: Socket) => void;

/** Sends a response late, slowly, truncated or never, depending on the effects. */
export function deliver(
  message: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  effects: readonly AnswerEffect[],
  reset: Reset,
): void {
  const delay = effects.reduce((sum, effect) => sum + (effect.kind === 'delay' ? effect.milliseconds : 0), 0);
  if (delay === 0) {
    deliverNow(message, response, answer, effects, reset);
    return;
  }
  const timer = setTimeout(() => deliverNow(message, response, answer, effects, reset), delay);
  response.once('close', () => clearTimeout(timer));
}

function deliverNow(
  message: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  effects: readonly AnswerEffect[],
  reset: Reset,
): void {
  for (const effect of effects) {
    // The client, or the server's shutdown, ends the connection.
    if (effect.kind === 'hang') return;
    if (effect.kind === 'reset') {
      if (effect.when === 'before-headers') reset(message.socket);
      else resetInBody(message, response, answer, reset);
      return;
    }
    if (effect.kind === 'drip') {
      drip(response, answer, effect.bytes, effect.milliseconds);
      return;
    }
  }
  sendAnswer(message, response, answer);
}

function resetInBody(message: IncomingMessage, response: ServerResponse, answer: Answer, reset: Reset): void {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, headersOf(answer));
  response.flushHeaders();
  // The first half must arrive before the reset, which discards data in transit.
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    setTimeout(() => reset(message.socket), RESET_AFTER_MS);
  });
}

const RESET_AFTER_MS = 50;

/** Sends the head at once, then the body a few bytes at a time. */
function drip(response: ServerResponse, answer: Answer, size: number, milliseconds: number): void {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, headersOf(answer));
  response.flushHeaders();
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + size));
    sent += size;
    if (sent < bytes.length) return;
    clearInterval(timer);
    response.end();
  }, milliseconds);
  response.once('close', () => clearInterval(timer));
}
