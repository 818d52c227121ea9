/** One block of a PEM text (RFC 7468). */
export interface PemBlock {
  /** For example `PRIVATE KEY`. */
  readonly label: string;
  /** From the BEGIN line to the END line. */
  readonly text: string;
}

/** All blocks of a text. Ignores text between them. */
export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g)].map(
    ([block, label = '']) => ({
      label,
      text: block.replace(/\r\n?/g, '\n').replace(/^[ \t]+|[ \t]+$/gm, ''),
    }),
  );
}

export function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
}
