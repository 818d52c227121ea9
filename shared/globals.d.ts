/**
 * The few WHATWG globals available in all our runtimes: Chromium, Electron's Node, plain Node. shared/ compiles without
 * DOM or Node types, so using anything else is an error.
 */
declare global {
  class TextEncoder {
    encode(text: string): Uint8Array;
  }

  class TextDecoder {
    constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
    decode(bytes: Uint8Array): string;
  }

  class URL {
    constructor(url: string, base?: string);
    static canParse(url: string, base?: string): boolean;
    hash: string;
    host: string;
    hostname: string;
    readonly href: string;
    readonly origin: string;
    password: string;
    pathname: string;
    port: string;
    protocol: string;
    search: string;
    username: string;
  }

  /** Base64 of a binary string (U+0000 to U+00FF). */
  function btoa(bytes: string): string;
  /** The inverse of `btoa`; throws if the input is not base64. */
  function atob(base64: string): string;
}

export {};
