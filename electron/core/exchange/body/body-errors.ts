/** The response is larger than we keep. What was read up to there is kept. */
export class OversizeError extends Error {
  constructor(maxBytes: number) {
    super(`The response is larger than the limit of ${formatLimit(maxBytes)}; the rest was not read.`);
    this.name = 'OversizeError';
  }
}

/** The body could not be decompressed. */
export class DecodeError extends Error {
  readonly code: string | null;

  constructor(message: string, code: string | null = null) {
    super(message);
    this.name = 'DecodeError';
    this.code = code;
  }
}

function formatLimit(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes >= 1 ? `${Number(mebibytes.toFixed(1))} MiB` : `${bytes} bytes`;
}
