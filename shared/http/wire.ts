import type { SensitiveText } from '../text/sensitive-text.ts';

/** The bytes of one exchange as they went over the connection (inside TLS). Kept for the latest exchanges only. */
export interface WireView {
  /** In HTTP/2, which is binary, the texts are the fields of the frames; `frames` says how they travelled. */
  readonly protocol: '1.1' | '2';
  readonly sent: WireDirection;
  readonly received: WireDirection;
  /** Those sent, then those received; empty in HTTP/1.1. */
  readonly frames: readonly WireFrame[];
}

export interface WireDirection {
  /** One character for each byte (Latin-1), so that text and hex come from one source. Secrets marked or withheld. */
  readonly text: SensitiveText;
  /** Bytes that went over the connection, also those that `text` no longer has. */
  readonly size: number;
  /** `text` is only the beginning. */
  readonly truncated: boolean;
}

/** One HTTP/2 frame (RFC 9113 §4.1). */
export interface WireFrame {
  readonly direction: 'sent' | 'received';
  /** For example `HEADERS`; `0x20` for a type that the RFC does not name. */
  readonly type: string;
  readonly streamId: number;
  /** Of the payload, in bytes. */
  readonly length: number;
  /** For example `END_STREAM`. */
  readonly flags: readonly string[];
  /** What is in it, where that is short: settings, an error code, a window. */
  readonly detail: string | null;
}
