import { err, ok, type Result } from '../../result.ts';

/** An XML element, without attributes and namespaces, which are not needed here. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** The text of an element without children, trimmed. */
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

/** More than any configuration has: deeper nesting is an attack or a mistake. */
const MAX_DEPTH = 100;

/**
 * Parses a configuration file's XML. Rejects documents that define entities, which prevents entity expansion; skips
 * comments and processing instructions. Never throws.
 */
export function readXml(source: string): Result<XmlElement, string> {
  const root: OpenElement = { name: '', children: [], text: '' };
  const open: OpenElement[] = [root];
  const TOKEN =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE|<\/([^\s<>]+)\s*>|<([^\s<>/!?]+)((?:"[^"]*"|'[^']*'|[^<>"'])*?)(\/?)>|[^<]+|</gy;
  for (const match of source.matchAll(TOKEN)) {
    const [token, cdata, closing, opening, , selfClosing] = match;
    const current = open.at(-1) ?? root;
    if (token === '<') return err(`The XML cannot be read at character ${match.index}.`);
    if (token === '<!DOCTYPE') return err('An XML file with a DOCTYPE is not read.');
    if (token.startsWith('<!--') || token.startsWith('<?')) continue;
    if (cdata !== undefined) current.text += cdata;
    else if (closing !== undefined) {
      const closed = open.pop();
      if (closed === undefined || closed === root || closed.name !== localName(closing))
        return err(`</${closing}> closes an element that is not open.`);
      open.at(-1)?.children.push({ ...closed, text: closed.text.trim() });
    } else if (opening !== undefined) {
      const element: OpenElement = { name: localName(opening), children: [], text: '' };
      if (selfClosing === '/') current.children.push(element);
      else if (open.length >= MAX_DEPTH) return err('The XML is nested too deeply.');
      else open.push(element);
    } else current.text += decodeEntities(token);
  }
  if (open.length > 1) return err(`<${open.at(-1)?.name}> is never closed.`);
  const [first, ...others] = root.children;
  return first === undefined || others.length > 0 ? err('This is not one XML document.') : ok(first);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10_ffff ? whole : String.fromCodePoint(code);
  });
}
