import { type AppError, appError } from '../../errors.ts';
import { err, ok, type Result } from '../../result.ts';
import { encodeForm } from '../../text/form-encoding.ts';
import { variablesIn, writeVariables } from '../write/shell-variables.ts';
import type { CurlEffect } from './curl-options.ts';
import { type FoundCommand, findCurlCommands, type PastedShell } from './find-commands.ts';
import { type ReadOption, readOptions } from './read-options.ts';

/** A curl command, read. Values may hold marks of shell variables (see shell-variables.ts). */
export interface CurlCommand {
  readonly shell: PastedShell;
  /** As curl would choose it: `-X`, else HEAD for `-I`, POST with data, GET. */
  readonly method: string;
  readonly url: string;
  /** In order, as given. */
  readonly headers: readonly CurlHeader[];
  /** All data joined as curl joins it; null without any. */
  readonly body: string | null;
  /** What curl says of the body when the headers do not. */
  readonly impliedContentType: string | null;
  /** `-u`; the password is null when curl would ask for it. */
  readonly user: { readonly name: string; readonly password: string | null } | null;
  /** `--oauth2-bearer`. */
  readonly bearer: string | null;
  readonly insecure: boolean;
  /** Whether a client certificate is presented. */
  readonly clientCertificate: boolean;
  readonly timeLimitMs: number | null;
  /** `-L`. */
  readonly followRedirects: boolean;
  /** Sentences on what was left out, and why. */
  readonly notUnderstood: readonly string[];
  /** Further commands in the same text. */
  readonly following: readonly CurlCommand[];
}

export interface CurlHeader {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads a pasted text with a curl command in it, as bash, PowerShell or cmd would. Fails with `config.invalid` when
 * there is none with a URL. Never throws.
 */
export function parseCurl(text: string): Result<CurlCommand, AppError> {
  const found = findCurlCommands(text);
  if (found.length === 0) {
    return err(
      appError('config.invalid', 'There is no curl command in this text.', {
        nextStep: 'Paste a whole command, beginning with curl.',
      }),
    );
  }
  const [first, ...following] = found.map(readCommand).filter((command) => command.url !== '');
  if (!first) {
    return err(
      appError('config.invalid', 'The curl command has no URL.', {
        nextStep: 'Paste the whole command, with the address that it calls.',
      }),
    );
  }
  return ok({ ...first, following });
}

/** What the options of a command add up to. */
interface Draft {
  method: string | null;
  urls: string[];
  headers: CurlHeader[];
  data: string[];
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
  /** What the shell gives the command to read, by a here-document or here-string. */
  stdin: string | null;
  /** Past `--next`: the options of another request. */
  ended: boolean;
  notes: string[];
}

function readCommand(found: FoundCommand): CurlCommand {
  const draft: Draft = {
    method: null,
    urls: [],
    headers: [],
    data: [],
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
    stdin: found.stdin ?? null,
    ended: false,
    notes: [],
  };
  if (found.openQuote !== null) draft.notes.push(`A quote (${found.openQuote}) is opened and never closed.`);
  for (const option of readOptions(found.words)) {
    if (!draft.ended) applyOption(draft, option);
  }
  return finish(draft, found.shell);
}

function applyOption(draft: Draft, read: ReadOption): void {
  switch (read.kind) {
    case 'word':
      draft.urls.push(read.text);
      return;
    case 'unknown':
      draft.notes.push(`${read.written} is not known here and was left out.`);
      return;
    case 'no-value':
      draft.notes.push(`${read.written} has no value.`);
      return;
    case 'option':
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

const EFFECTS: Readonly<
  Record<Exclude<CurlEffect, 'quiet' | 'noted'>, (draft: Draft, value: string, written: string) => void>
> = {
  method: (draft, value) => {
    draft.method = value;
  },
  header: (draft, value, written) => {
    if (refuseFile(draft, value, written)) return;
    const [, name, separator, content = ''] = /^([^:;]+)([:;])([\s\S]*)$/.exec(value) ?? [];
    if (!name) draft.notes.push(`${written} “${shorten(value)}” is not a header.`);
    // `Name:` takes a header of curl's own away, `Name;` sends an empty one.
    else if (content.trim() !== '') draft.headers.push({ name: name.trim(), value: content.trim() });
    else if (separator === ';') draft.headers.push({ name: name.trim(), value: '' });
  },
  data: (draft, value, written) => {
    // curl drops the line ends of what it reads so, but for --data-binary.
    if (value === '@-' && draft.stdin !== null) {
      draft.data.push(written === '--data-binary' ? draft.stdin : draft.stdin.replace(/[\r\n]/g, ''));
    } else if (!refuseFile(draft, value, written)) draft.data.push(value);
  },
  'data-raw': (draft, value) => {
    draft.data.push(value);
  },
  'data-urlencode': (draft, value, written) => {
    const encoded = urlEncoded(draft, value, written);
    if (encoded !== null) draft.data.push(encoded);
  },
  'url-query': (draft, value, written) => {
    const encoded = value.startsWith('+') ? value.slice(1) : urlEncoded(draft, value, written);
    if (encoded !== null) draft.query.push(encoded);
  },
  form: (draft, value, written) => {
    draft.form = true;
    const name = writeVariables(value).replace(/=.*$/s, '');
    draft.notes.push(`${written} ${shorten(name)} was left out: multipart bodies are not supported.`);
  },
  location: (draft) => {
    draft.followRedirects = true;
  },
  json: (draft, value, written) => {
    draft.json = true;
    if (value === '@-' && draft.stdin !== null) draft.data.push(draft.stdin);
    else if (!refuseFile(draft, value, written)) draft.data.push(value);
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
    // After the file's name may come a passphrase.
    const file = shorten(writeVariables(value).replace(/:.*$/, ''));
    draft.notes.push(
      `${written} ${file} was left out: files are not read from a pasted command. Import the certificate and its key under “Keys and certificates” in card 1.`,
    );
  },
  'user-agent': (draft, value) => {
    if (value !== '') draft.headers.push({ name: 'User-Agent', value });
  },
  referer: (draft, value) => {
    const referer = value.replace(/;auto$/, '');
    if (referer !== '') draft.headers.push({ name: 'Referer', value: referer });
  },
  cookie: (draft, value, written) => {
    if (value.includes('=')) draft.headers.push({ name: 'Cookie', value });
    else
      draft.notes.push(
        `${written} ${shorten(value)} was left out: files are not read from a pasted command.`,
      );
  },
  'max-time': (draft, value, written) => {
    const seconds = Number(value);
    if (Number.isFinite(seconds) && seconds > 0) {
      draft.timeLimitMs = Math.min(Math.max(Math.round(seconds * 1000), 100), 3_600_000);
    } else {
      draft.notes.push(`${written} ${shorten(writeVariables(value))} is not a number of seconds.`);
    }
  },
  bearer: (draft, value) => {
    draft.bearer = value;
  },
  next: (draft) => {
    draft.ended = true;
    draft.notes.push('What follows --next is another request and was left out.');
  },
};

function finish(draft: Draft, shell: PastedShell): CurlCommand {
  const [first = '', ...others] = draft.urls;
  if (others.length > 0) {
    draft.notes.push(
      `Only the first URL is used, not ${others.map((url) => shorten(writeVariables(url))).join(', ')}.`,
    );
  }
  const data = draft.data.length > 0 ? draft.data.join(draft.json ? '' : '&') : null;
  const { url: address, userInfo } = takeUserInfo(withScheme(first));
  const url = draft.query.length > 0 ? appendQuery(address, draft.query.join('&')) : address;
  const body = draft.get ? null : data;
  const contentType = draft.json ? 'application/json' : 'application/x-www-form-urlencoded';
  const hasContentType = draft.headers.some(({ name }) => name.toLowerCase() === 'content-type');
  return {
    shell,
    method: draft.method ?? chooseMethod(draft, body),
    url: draft.get && data ? appendQuery(url, data) : url,
    headers: draft.headers,
    body,
    impliedContentType: body === null || hasContentType ? null : contentType,
    user: readUser(draft.user ?? userInfo),
    bearer: draft.bearer,
    insecure: draft.insecure,
    clientCertificate: draft.certificate,
    timeLimitMs: draft.timeLimitMs,
    followRedirects: draft.followRedirects,
    notUnderstood: draft.notes,
    following: [],
  };
}

function chooseMethod({ head, form }: Draft, body: string | null): string {
  if (head) return 'HEAD';
  return body === null && !form ? 'GET' : 'POST';
}

function readUser(user: string | null): CurlCommand['user'] {
  if (user === null) return null;
  const colon = user.indexOf(':');
  return colon < 0
    ? { name: user, password: null }
    : { name: user.slice(0, colon), password: user.slice(colon + 1) };
}

/** curl assumes http where a URL has no scheme. */
function withScheme(url: string): string {
  const complete = url === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || startsWithVariable(url);
  return complete ? url : `http://${url}`;
}

/** `$BASE/token`: the variable may well hold the scheme. */
function startsWithVariable(url: string): boolean {
  const [first] = variablesIn(url);
  return first !== undefined && writeVariables(url).startsWith(first);
}

function takeUserInfo(url: string): { url: string; userInfo: string | null } {
  const [, scheme, userInfo, rest] = /^([a-z]+:\/\/)([^/?#@]+)@(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || userInfo === undefined) return { url, userInfo: null };
  return { url: `${scheme}${rest ?? ''}`, userInfo: decodePercent(userInfo) };
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function appendQuery(url: string, query: string): string {
  const [, base = url, fragment = ''] = /^([^#]*)(#.*)?$/s.exec(url) ?? [];
  return `${base}${base.includes('?') ? '&' : '?'}${query}${fragment}`;
}

/** `content`, `=content` or `name=content`, encoded; null for a file, which is noted. */
function urlEncoded(draft: Draft, value: string, written: string): string | null {
  const [, name = '', separator = '', content = ''] = /^([^=@]*)([=@]?)([\s\S]*)$/.exec(value) ?? [];
  if (separator === '@') {
    refuseFile(draft, `@${content}`, written);
    return null;
  }
  if (separator === '') return encodeForm(name);
  return `${name === '' ? '' : `${name}=`}${encodeForm(content)}`;
}

/** `@file` would read a file; a pasted text must not be able to. */
function refuseFile(draft: Draft, value: string, written: string): boolean {
  if (!value.startsWith('@')) return false;
  draft.notes.push(
    `${written} ${shorten(writeVariables(value))} was left out: files are not read from a pasted command. Paste the file's content instead.`,
  );
  return true;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
