import { isConnectionEffect } from '../../../shared/token-server/describe-fault.ts';
import type {
  AnswerEffect,
  ArmedFault,
  ConnectionEffect,
  Fault,
  FaultEndpoint,
} from '../../../shared/token-server/faults.ts';
import { createSeededRandom } from '../../../shared/token-server/seeded-random.ts';

/** The armed faults, and which of them act. */
export interface FaultBoard {
  /** Replaces a fault with the same ID, and resets its count. */
  arm(fault: Fault): void;
  /** Disarms the fault with this ID, or all. */
  disarm(id: string | null): void;
  readonly armed: readonly ArmedFault[];
  /** False if no fault is armed for responses: then {@link hitAnswer} need not be called. */
  readonly threatensAnswers: boolean;
  readonly threatensConnections: boolean;
  /** The effects that apply to a request to this endpoint, in arming order. Counts them. */
  hitAnswer(endpoint: FaultEndpoint): readonly AnswerEffect[];
  /** The same for a new connection. */
  hitConnection(): readonly ConnectionEffect[];
}

interface Entry {
  readonly fault: Fault;
  readonly strikes: () => boolean;
  acted: number;
  remaining: number | null;
}

/** `onChange` is called when the armed faults or their counts change. */
export function createFaultBoard(onChange: () => void): FaultBoard {
  const entries = new Map<string, Entry>();
  let forAnswers: readonly Entry[] = [];
  let forConnections: readonly Entry[] = [];

  function sort(): void {
    const all = [...entries.values()];
    forConnections = all.filter(({ fault }) => isConnectionEffect(fault.effect));
    forAnswers = all.filter(({ fault }) => !isConnectionEffect(fault.effect));
  }

  /** The entries that act, counted; spent ones are removed. */
  function strike(candidates: readonly Entry[]): readonly Entry[] {
    const hit = candidates.filter((entry) => entry.strikes());
    if (hit.length === 0) return hit;
    for (const entry of hit) {
      entry.acted += 1;
      if (entry.remaining === null) continue;
      entry.remaining -= 1;
      if (entry.remaining === 0) entries.delete(entry.fault.id);
    }
    sort();
    onChange();
    return hit;
  }

  return {
    arm(fault) {
      entries.delete(fault.id);
      entries.set(fault.id, createEntry(fault));
      sort();
      onChange();
    },
    disarm(id) {
      const before = entries.size;
      if (id === null) entries.clear();
      else entries.delete(id);
      if (entries.size === before) return;
      sort();
      onChange();
    },
    get armed() {
      return [...entries.values()].map(({ acted, fault, remaining }) => ({ fault, acted, remaining }));
    },
    get threatensAnswers() {
      return forAnswers.length > 0;
    },
    get threatensConnections() {
      return forConnections.length > 0;
    },
    hitAnswer(endpoint) {
      const near = forAnswers.filter(({ fault }) => fault.endpoint === 'any' || fault.endpoint === endpoint);
      return strike(near).flatMap(({ fault: { effect } }) => (isConnectionEffect(effect) ? [] : [effect]));
    },
    hitConnection: () =>
      strike(forConnections).flatMap(({ fault: { effect } }) => (isConnectionEffect(effect) ? [effect] : [])),
  };
}

function createEntry(fault: Fault): Entry {
  const { occurrence } = fault;
  switch (occurrence.mode) {
    case 'always':
      return { fault, strikes: () => true, acted: 0, remaining: null };
    case 'next':
      return { fault, strikes: () => true, acted: 0, remaining: occurrence.count };
    case 'chance': {
      const random = createSeededRandom(occurrence.seed);
      return { fault, strikes: () => random() < occurrence.probability, acted: 0, remaining: null };
    }
  }
}

/** Whether it acts on handshakes instead of responses. */
export function isConnectionFault({ effect }: Fault): boolean {
  return isConnectionEffect(effect);
}
