/** Endpoints answer at once or, where a secret is hashed or a token signed, later. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Goes on with a value now if it is there, else when it comes. What is known at once must not wait for promises: `await`
 * would make a dozen of them for each token request, which is felt under load.
 */
export function whenReady<T, U>(
  value: MaybePromise<T>,
  goOn: (value: T) => MaybePromise<U>,
): MaybePromise<U> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}
