/** One exchange of a run: its ID, and the signal that cancels the whole run. */
export interface RunContext {
  readonly id: string;
  readonly signal: AbortSignal;
}
