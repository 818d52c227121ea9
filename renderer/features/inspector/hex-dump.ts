import type { SecretName, SensitiveText } from '../../../shared/text/sensitive-text.ts';

/** A byte, or null for one that is not shown because it is a secret's. */
export type HexCell = number | null;

/** Bytes that are laid out; a dump of more is not read by anyone. */
export const HEX_LIMIT = 131_072;

const WIDTH = 16;
/** A secret that is not shown takes as many cells as its bullets: its length says nothing about it. */
const MASKED_CELLS = 8;

/** The UTF-8 bytes of a text as it is sent, at most HEX_LIMIT of them. */
export function bytesOfText(text: SensitiveText, reveal: readonly SecretName[] = []): readonly HexCell[] {
  const encoder = new TextEncoder();
  const cells: HexCell[] = [];
  for (const span of text) {
    if (cells.length >= HEX_LIMIT) break;
    const shown = typeof span === 'string' ? span : reveal.includes(span.name) ? span.value : null;
    if (shown === null) cells.push(...Array<null>(MASKED_CELLS).fill(null));
    else for (const byte of encoder.encode(shown.slice(0, HEX_LIMIT))) cells.push(byte);
  }
  return cells.slice(0, HEX_LIMIT);
}

/** Offset, sixteen bytes in hex, and what of them is printable ASCII. */
export function hexDump(cells: readonly HexCell[]): string {
  const lines: string[] = [];
  for (let offset = 0; offset < cells.length; offset += WIDTH) {
    const row = cells.slice(offset, offset + WIDTH);
    const pairs = row.map((cell) => (cell === null ? '••' : cell.toString(16).padStart(2, '0')));
    const left = pairs.slice(0, WIDTH / 2).join(' ');
    const right = pairs.slice(WIDTH / 2).join(' ');
    const hex = `${left}  ${right}`.padEnd(WIDTH * 3, ' ');
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex}  ${row.map(printable).join('')}`);
  }
  return lines.join('\n');
}

function printable(cell: HexCell): string {
  if (cell === null) return '•';
  return cell >= 0x20 && cell < 0x7f ? String.fromCharCode(cell) : '.';
}
