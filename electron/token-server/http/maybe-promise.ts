/** Endpoints answer at once or, where a secret is hashed or a token signed, later. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Goes on with a value now if it is there, else when it comes. What is known at once must not wait for promises: the
 * dozen that `await` would make of one token request cost as much as all the rest of it.
 */
export function whenReady<T, U>(
  value: MaybePromise<T>,
  goOn: (value: T) => MaybePromise<U>,
): MaybePromise<U> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}
