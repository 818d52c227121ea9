import type { TutorialSpeed } from '../../state/slices/tutorial.ts';

/** Factors on the time a sentence is given to be read. */
const SPEEDS: Readonly<Record<TutorialSpeed, number>> = { slow: 1.8, normal: 1, fast: 0.3 };

/** The clock's part of a pace, passed in so that tests need not wait. */
export interface Timer {
  /** Calls back once after `ms`; returns what cancels it. */
  after(ms: number, callback: () => void): () => void;
}

const systemTimer: Timer = {
  after(ms, callback) {
    const handle = setTimeout(callback, ms);
    return () => clearTimeout(handle);
  },
};

/** Thrown out of a wait when the person stops the tutorial. */
export class TutorialStopped extends Error {
  override readonly name = 'TutorialStopped';
}

const MS_PER_WORD = 150;
const MS_TO_LOOK = 900;

/**
 * Holds the tutorial back so that a person can follow: waits for the time a text needs to be read,
 * for as long as it is paused, and not at all once the person asks for the next step.
 */
export class TutorialPace {
  readonly #timer: Timer;
  #speed: TutorialSpeed;
  #paused = false;
  #skipNextWait = false;
  readonly #controller = new AbortController();
  #endWait: ((how: 'go-on' | 'stop') => void) | null = null;
  #cancelTimer: (() => void) | null = null;

  constructor(timer: Timer = systemTimer, speed: TutorialSpeed = 'normal') {
    this.#timer = timer;
    this.#speed = speed;
  }

  /** Aborts when the person stops the tutorial: for whatever waits for something else than reading. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get paused(): boolean {
    return this.#paused;
  }

  setSpeed(speed: TutorialSpeed): void {
    this.#speed = speed;
  }

  /** Waits as long as the text takes to read. Rejects with TutorialStopped when stopped. */
  read(text: string): Promise<void> {
    const words = text.split(/\s+/).length;
    return this.#wait((MS_TO_LOOK + words * MS_PER_WORD) * SPEEDS[this.#speed]);
  }

  pause(): void {
    this.#paused = true;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  /** Goes on at once: whoever resumes has read what is there. */
  resume(): void {
    this.#paused = false;
    this.#endWait?.('go-on');
  }

  /** Ends the present wait, or the coming one while a step is under way. A paused tutorial stays paused. */
  next(): void {
    if (this.#endWait) this.#endWait('go-on');
    else this.#skipNextWait = true;
  }

  stop(): void {
    this.#controller.abort();
    this.#endWait?.('stop');
  }

  /** Call between actions: no step begins after Stop. */
  throwIfStopped(): void {
    if (this.signal.aborted) throw new TutorialStopped('The tutorial was stopped.');
  }

  async #wait(ms: number): Promise<void> {
    this.throwIfStopped();
    if (this.#skipNextWait) {
      this.#skipNextWait = false;
      return;
    }
    try {
      const how = await new Promise<'go-on' | 'stop'>((resolve) => {
        this.#endWait = resolve;
        if (!this.#paused) this.#cancelTimer = this.#timer.after(ms, () => resolve('go-on'));
      });
      if (how === 'stop') this.throwIfStopped();
    } finally {
      this.#cancelTimer?.();
      this.#cancelTimer = null;
      this.#endWait = null;
    }
  }
}
