import type { SensitiveText } from '../text/sensitive-text.ts';

/** The bytes of one exchange on the connection (inside TLS). Kept only for recent exchanges. */
export interface WireView {
  /** HTTP/2 is binary: the texts are its fields, and `frames` lists the frames. */
  readonly protocol: '1.1' | '2';
  readonly sent: WireDirection;
  readonly received: WireDirection;
  /** Sent frames, then received ones; empty in HTTP/1.1. */
  readonly frames: readonly WireFrame[];
}

export interface WireDirection {
  /** One character per byte (Latin-1), so that text and hex share one source. Secrets are marked or withheld. */
  readonly text: SensitiveText;
  /** Total bytes on the connection, including those cut from `text`. */
  readonly size: number;
  /** `text` contains only the start. */
  readonly truncated: boolean;
}

/** One HTTP/2 frame (RFC 9113 §4.1). */
export interface WireFrame {
  readonly direction: 'sent' | 'received';
  /** For example `HEADERS`; `0x20` for a type not in the RFC. */
  readonly type: string;
  readonly streamId: number;
  /** Payload length in bytes. */
  readonly length: number;
  /** For example `END_STREAM`. */
  readonly flags: readonly string[];
  /** Short contents: settings, an error code, a window. */
  readonly detail: string | null;
}
