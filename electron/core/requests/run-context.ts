/** One exchange of a run: the id that it is recorded under, and what cancels the whole run. */
export interface RunContext {
  readonly id: string;
  readonly signal: AbortSignal;
}
