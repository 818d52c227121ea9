import { isMethod, METHOD_RULE, quotedMethod } from '../../model/method.ts';
import { encodeForm } from '../../text/form-encoding.ts';
import { writeVariables } from '../write/shell-variables.ts';
import type { CurlEffect, KeptOption } from './curl-options.ts';
import type { ReadOption } from './read-options.ts';

/** A header from `-H`; the value may contain marks of shell variables. */
export interface CurlHeader {
  readonly name: string;
  readonly value: string;
}

/** The options of a command read so far. */
export interface Draft {
  method: string | null;
  urls: string[];
  headers: CurlHeader[];
  /** Fields that have options of their own; `-H` with the same name replaces them. */
  ownFields: Partial<Record<'User-Agent' | 'Referer' | 'Cookie', string>>;
  /** The body so far; null for none. */
  data: string | null;
  query: string[];
  json: boolean;
  form: boolean;
  get: boolean;
  head: boolean;
  user: string | null;
  bearer: string | null;
  insecure: boolean;
  certificate: boolean;
  timeLimitMs: number | null;
  followRedirects: boolean;
  /** Standard input from a here-document or here-string. */
  stdin: string | null;
  /** After `--next`: the options belong to another request. */
  ended: boolean;
  notes: string[];
  /** Reads a file named in an option; null for a pasted command, which must not read files. */
  readFile: ReadCurlFile | null;
  /** Default headers removed by `-H 'Name:'`. */
  removedHeaders: string[];
  kept: Partial<Record<KeptOption, string>>;
  /** Options that change the request but are not supported, as written. */
  dropped: string[];
}

/** The text of a file, or null if it is not readable as UTF-8. */
export type ReadCurlFile = (name: string) => string | null;

/** `stdin`: the command's standard input; null for none. */
export function newDraft(stdin: string | null, readFile: ReadCurlFile | null = null): Draft {
  return {
    readFile,
    removedHeaders: [],
    kept: {},
    dropped: [],
    method: null,
    urls: [],
    headers: [],
    ownFields: {},
    data: null,
    query: [],
    json: false,
    form: false,
    get: false,
    head: false,
    user: null,
    bearer: null,
    insecure: false,
    certificate: false,
    timeLimitMs: null,
    followRedirects: false,
    stdin,
    ended: false,
    notes: [],
  };
}

/** Applies an option; notes what is not supported. */
export function applyOption(draft: Draft, read: ReadOption): void {
  switch (read.kind) {
    case 'word':
      draft.urls.push(read.text);
      return;
    case 'unknown':
      draft.dropped.push(read.written);
      draft.notes.push(`${read.written} is not known here and was left out.`);
      return;
    case 'no-value':
      draft.dropped.push(read.written);
      draft.notes.push(`${read.written} has no value.`);
      return;
    case 'option':
      keep(draft, read);
      if (read.option.effect === 'noted') {
        const { takesValue, secret } = read.option;
        const shown = takesValue && !secret ? ` ${shorten(writeVariables(read.value))}` : '';
        draft.notes.push(
          `${read.written}${shown} was left out: ${read.option.note ?? 'it has no counterpart here'}.`,
        );
      } else if (read.option.effect !== 'quiet') {
        EFFECTS[read.option.effect](draft, read.value, read.written);
      }
  }
}

function keep(draft: Draft, { option, value, written }: Extract<ReadOption, { kind: 'option' }>): void {
  if (option.keeps) draft.kept[option.keeps] = option.takesValue ? value : written;
  else if (option.effect === 'noted' || option.changesRequest) draft.dropped.push(written);
}

const EFFECTS: Readonly<
  Record<Exclude<CurlEffect, 'quiet' | 'noted'>, (draft: Draft, value: string, written: string) => void>
> = {
  method: (draft, value, written) => {
    if (isMethod(value)) draft.method = value;
    else {
      const shown = quotedMethod(writeVariables(value));
      draft.notes.push(`${written} “${shown}” was left out. ${METHOD_RULE}`);
      draft.dropped.push(`${written} ${shown}`);
    }
  },
  header: (draft, value, written) => {
    if (value.startsWith('@') && draft.readFile !== null) {
      const lines = readNamedFile(draft, value, written)?.split(/\r?\n/) ?? [];
      for (const line of lines) if (line.trim() !== '') EFFECTS.header(draft, line, written);
      return;
    }
    if (refuseFile(draft, value, written)) return;
    const [, name, separator, content = ''] = /^([^:;]+)([:;])([\s\S]*)$/.exec(value) ?? [];
    if (!name) draft.notes.push(`${written} “${shorten(value)}” is not a header.`);
    // `Name:` removes a default header, `Name;` sends an empty one.
    else if (content.trim() !== '') draft.headers.push({ name: name.trim(), value: content.trim() });
    else if (separator === ';') draft.headers.push({ name: name.trim(), value: '' });
    else draft.removedHeaders.push(name.trim());
  },
  data: (draft, value, written) => {
    const content = value.startsWith('@') ? readNamedFile(draft, value, written) : value;
    // curl removes a file's line breaks, except with --data-binary.
    const isFile = value.startsWith('@') && written !== '--data-binary';
    if (content !== null) addData(draft, isFile ? content.replace(/[\r\n]/g, '') : content);
  },
  'data-raw': (draft, value) => {
    addData(draft, value);
  },
  'data-urlencode': (draft, value, written) => {
    const encoded = urlEncoded(draft, value, written);
    if (encoded !== null) addData(draft, encoded);
  },
  'url-query': (draft, value, written) => {
    const encoded = value.startsWith('+') ? value.slice(1) : urlEncoded(draft, value, written);
    if (encoded !== null) draft.query.push(encoded);
  },
  form: (draft, value, written) => {
    draft.form = true;
    draft.dropped.push(written);
    const name = writeVariables(value).replace(/=.*$/s, '');
    draft.notes.push(`${written} ${shorten(name)} was left out: multipart bodies are not supported.`);
  },
  location: (draft) => {
    draft.followRedirects = true;
  },
  json: (draft, value, written) => {
    draft.json = true;
    const content = value.startsWith('@') ? readNamedFile(draft, value, written) : value;
    if (content !== null) addData(draft, content, '');
  },
  get: (draft) => {
    draft.get = true;
  },
  head: (draft) => {
    draft.head = true;
  },
  url: (draft, value) => {
    draft.urls.push(value);
  },
  user: (draft, value) => {
    draft.user = value;
  },
  insecure: (draft) => {
    draft.insecure = true;
  },
  certificate: (draft, value, written) => {
    draft.certificate = true;
    // A passphrase may follow the file name.
    const file = shorten(writeVariables(value).replace(/:.*$/, ''));
    draft.notes.push(
      `${written} ${file} was left out: files are not read from a pasted command. Import the certificate and its key under “Keys and certificates” in step 1.`,
    );
  },
  'user-agent': (draft, value) => {
    if (value !== '') draft.ownFields['User-Agent'] = value;
    else draft.removedHeaders.push('User-Agent');
  },
  referer: (draft, value) => {
    const referer = value.replace(/;auto$/, '');
    if (referer !== '') draft.ownFields.Referer = referer;
  },
  cookie: (draft, value, written) => {
    if (value.includes('=')) {
      const { Cookie: before } = draft.ownFields;
      draft.ownFields.Cookie = before === undefined ? value : `${before};${value}`;
      return;
    }
    draft.dropped.push(written);
    draft.notes.push(`${written} ${shorten(value)} was left out: files are not read from a pasted command.`);
  },
  'max-time': (draft, value, written) => {
    const seconds = Number(value);
    if (Number.isFinite(seconds) && seconds > 0) {
      draft.timeLimitMs = Math.min(Math.max(Math.round(seconds * 1000), 100), 3_600_000);
    } else {
      draft.notes.push(`${written} ${shorten(writeVariables(value))} is not a number of seconds.`);
      draft.dropped.push(written);
    }
  },
  bearer: (draft, value) => {
    draft.bearer = value;
  },
  next: (draft) => {
    draft.ended = true;
    draft.dropped.push('--next');
    draft.notes.push('What follows --next is another request and was left out.');
  },
};

/** curl joins pieces of a body by `&`, except that one of `--json` follows directly. */
function addData(draft: Draft, content: string, separator = '&'): void {
  draft.data = draft.data === null ? content : `${draft.data}${separator}${content}`;
}

/** `content`, `=content` or `name=content`, encoded; null for a file, which is noted. */
function urlEncoded(draft: Draft, value: string, written: string): string | null {
  const [, name = '', separator = '', content = ''] = /^([^=@]*)([=@]?)([\s\S]*)$/.exec(value) ?? [];
  if (separator === '@') {
    const text = readNamedFile(draft, `@${content}`, written);
    return text === null ? null : `${name === '' ? '' : `${name}=`}${curlEscape(text)}`;
  }
  if (separator === '') return curlEscape(name);
  return `${name === '' ? '' : `${name}=`}${curlEscape(content)}`;
}

/** curl's encoding: form encoding, but the tilde stays (RFC 3986 §2.3). */
function curlEscape(text: string): string {
  return encodeForm(text).replaceAll('%7E', '~');
}

/** The text of `@file` or `@-`; null if it is not available, which is noted. */
function readNamedFile(draft: Draft, value: string, written: string): string | null {
  if (value === '@-' && draft.stdin !== null) return draft.stdin;
  if (draft.readFile === null) {
    refuseFile(draft, value, written);
    return null;
  }
  const text = draft.readFile(value.slice(1));
  if (text === null) draft.dropped.push(`${written} ${value}`);
  return text;
}

/** `@file` would read a file, which pasted text must not do. */
function refuseFile(draft: Draft, value: string, written: string): boolean {
  if (!value.startsWith('@')) return false;
  draft.notes.push(
    `${written} ${shorten(writeVariables(value))} was left out: files are not read from a pasted command. Paste the file's content instead.`,
  );
  return true;
}

/** Short enough for a sentence. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
