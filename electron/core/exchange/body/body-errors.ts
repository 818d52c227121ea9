/** The response exceeds the size limit. Content up to the limit is kept. */
export class OversizeError extends Error {
  constructor(maxBytes: number) {
    super(`The response is larger than the limit of ${formatLimit(maxBytes)}; the rest was not read.`);
    this.name = 'OversizeError';
  }
}

/** All responses in progress together reached the memory limit. */
export class MemoryBudgetError extends OversizeError {
  constructor(budgetBytes: number) {
    super(budgetBytes);
    this.message = `The responses being received at once exceed ${formatLimit(budgetBytes)} together; the rest was not read.`;
    this.name = 'MemoryBudgetError';
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
