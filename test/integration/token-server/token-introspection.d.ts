/** The package has no types of its own; this is what we use of it. */
declare module 'token-introspection' {
  interface IntrospectionOptions {
    readonly endpoint: string;
    readonly client_id: string;
    readonly client_secret: string;
    readonly fetch: (url: string, init: unknown) => Promise<unknown>;
  }

  /** Resolves to the answer for an active token; rejects for any other. */
  function createIntrospection(
    options: IntrospectionOptions,
  ): (token: string, hint?: string) => Promise<Readonly<Record<string, unknown>>>;

  export = createIntrospection;
}
