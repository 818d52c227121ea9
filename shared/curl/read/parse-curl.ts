import { type AppError, appError } from '../../errors.ts';
import { err, ok, type Result } from '../../result.ts';
import { writeVariables } from '../write/shell-variables.ts';
import {
  applyOption,
  type CurlHeader,
  type Draft,
  newDraft,
  type ReadCurlFile,
  shorten,
} from './apply-option.ts';
import { appendQuery, takeUserInfo, withScheme } from './command-url.ts';
import type { KeptOption } from './curl-options.ts';
import { type FoundCommand, findCurlCommands, type PastedShell } from './find-commands.ts';
import { readOptions } from './read-options.ts';

/** A parsed curl command. Values may contain marks of shell variables (see shell-variables.ts). */
export interface CurlCommand {
  readonly shell: PastedShell;
  /** As curl chooses it: `-X`, else HEAD for `-I`, POST with data, GET. */
  readonly method: string;
  readonly url: string;
  /** In order, as given. */
  readonly headers: readonly CurlHeader[];
  /** All data, joined as curl does; null if there is none. */
  readonly body: string | null;
  /** curl's default Content-Type for the body, if no header sets one. */
  readonly impliedContentType: string | null;
  /** `-u`; the password is null if curl would prompt for it. */
  readonly user: { readonly name: string; readonly password: string | null } | null;
  /** `--oauth2-bearer`. */
  readonly bearer: string | null;
  readonly insecure: boolean;
  /** Whether a client certificate is presented. */
  readonly clientCertificate: boolean;
  readonly timeLimitMs: number | null;
  /** `-L`. */
  readonly followRedirects: boolean;
  /** Notes about ignored options, with reasons. */
  readonly notUnderstood: readonly string[];
  /** Further commands in the same text. */
  readonly following: readonly CurlCommand[];
}

/** A command that is executed directly. */
export interface PerformedCommand extends CurlCommand {
  /** Default headers the command removes (`-H 'Accept:'`). */
  readonly removedHeaders: readonly string[];
  /** `--json`, which also implies an Accept header. */
  readonly acceptsJson: boolean;
  /** What it needs besides the request: files, proxy, HTTP version. */
  readonly kept: Readonly<Partial<Record<KeptOption, string>>>;
}

/** The files a command may read. */
export interface CurlFiles {
  readonly stdin: string | null;
  readonly readFile: ReadCurlFile;
}

/**
 * Parses curl arguments already split by a shell, to execute them. Fails with `config.invalid` if there is not exactly
 * one URL, or an option is not supported; the message names it.
 */
export function parseCurlArguments(
  words: readonly string[],
  files: CurlFiles,
): Result<PerformedCommand, AppError> {
  const draft = newDraft(files.stdin, files.readFile);
  for (const option of readOptions(words)) applyOption(draft, option);
  const [url = ''] = draft.urls;
  if (draft.kept.globOff === undefined && /[{}[\]]/.test(url.replace(/^\w+:\/\/\[[\da-f:.]+\]/i, ''))) {
    draft.dropped.push('URL globbing ({}, [])');
  }
  if (draft.kept.range !== undefined && draft.data !== null && !draft.get)
    draft.dropped.push('--range with a body');
  if (draft.json && draft.get) draft.dropped.push('--json with --get');
  // curl asks for the password then.
  if (draft.user !== null && !draft.user.includes(':')) draft.dropped.push('--user without a password');
  if (draft.kept.proxyUser?.includes(':') === false) draft.dropped.push('--proxy-user without a password');
  const [first, ...others] = draft.dropped;
  if (first !== undefined) {
    return err(
      appError(
        'config.invalid',
        `Credence cannot perform this curl option: ${[first, ...others].join(', ')}.`,
        {
          nextStep: 'Remove it, or run the command with curl itself.',
        },
      ),
    );
  }
  if (draft.urls.length !== 1) {
    return err(
      appError(
        'config.invalid',
        `The curl command has ${draft.urls.length === 0 ? 'no' : 'more than one'} URL.`,
        {
          nextStep: 'Give exactly one URL.',
        },
      ),
    );
  }
  return ok({
    ...finish(draft, 'bash'),
    removedHeaders: draft.removedHeaders,
    acceptsJson: draft.json,
    kept: draft.kept,
  });
}

/**
 * Parses a pasted text that contains a curl command for bash, PowerShell or cmd. Fails with `config.invalid` if none
 * has a URL. Never throws.
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

function readCommand(found: FoundCommand): CurlCommand {
  const draft = newDraft(found.stdin ?? null);
  if (found.openQuote !== null) draft.notes.push(`A quote (${found.openQuote}) is opened and never closed.`);
  for (const option of readOptions(found.words)) {
    if (!draft.ended) applyOption(draft, option);
  }
  return finish(draft, found.shell);
}

function finish(draft: Draft, shell: PastedShell): CurlCommand {
  const [first = '', ...others] = draft.urls;
  if (others.length > 0) {
    draft.notes.push(
      `Only the first URL is used, not ${others.map((url) => shorten(writeVariables(url))).join(', ')}.`,
    );
  }
  const { data } = draft;
  const { url: address, userInfo } = takeUserInfo(withScheme(first));
  // curl leaves out what --url-query says if --get puts data there.
  const query = (draft.get ? data : null) ?? draft.query.join('&');
  const body = draft.get ? null : data;
  const contentType = draft.json ? 'application/json' : 'application/x-www-form-urlencoded';
  const headers = headersOf(draft);
  const hasContentType = hasField(headers, 'Content-Type');
  return {
    shell,
    method: draft.method ?? chooseMethod(draft, body),
    url: query === '' ? address : appendQuery(address, query),
    headers,
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

function hasField(headers: readonly CurlHeader[], wanted: string): boolean {
  return headers.some(({ name }) => name.toLowerCase() === wanted.toLowerCase());
}

/** In curl's order: its own fields first. */
function headersOf({ ownFields, headers }: Draft): readonly CurlHeader[] {
  const own = Object.entries(ownFields).filter(([name]) => !hasField(headers, name));
  return [...own.map(([name, value]) => ({ name, value })), ...headers];
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
