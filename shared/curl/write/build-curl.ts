import type { HeaderField, HttpRequest } from '../../http/exchange.ts';
import { isToken } from '../../http/header-fields.ts';
import { markQuery } from '../../http/mark-query.ts';
import { decodeBasic } from '../../oauth/methods/basic.ts';
import {
  exportName,
  revealText,
  type SecretName,
  type SecretSpan,
  type SensitiveText,
} from '../../text/sensitive-text.ts';
import { type Argument, type ArgumentPart, type CurlShell, quoteArgument } from './shell-quote.ts';

export interface BuildCurlOptions {
  readonly shell: CurlShell;
  /** Skip certificate verification: `-k`. */
  readonly insecure: boolean;
  /** A file with trusted CAs: `--cacert`. */
  readonly caFile?: string;
  /** Present a certificate: `--cert` and `--key`, with default file names. */
  readonly clientCertificate?: boolean;
  /** Request HTTP/2: `--http2`, or over plain http, which does not negotiate, `--http2-prior-knowledge`. */
  readonly http2?: boolean;
  /** Secrets to include in plain text; all others become shell variables of the same name. */
  readonly reveal?: readonly SecretName[];
}

/**
 * The curl command for this request: the same body, byte for byte, and the same headers, except curl's own User-Agent.
 * Also works if secrets were withheld, unless they are to be revealed.
 * Every argument, including the method, is quoted for its shell: a request may come from someone else's file. A comment
 * before the command explains variables that are not simply the secret, and omissions.
 */
export function buildCurl(request: HttpRequest, options: BuildCurlOptions): string {
  const draft: Draft = { shell: options.shell, reveal: options.reveal ?? [], lines: [], comments: new Set() };
  const url = new URL(request.url);
  const isHttps = url.protocol === 'https:';
  draft.lines.push([
    ...(options.insecure ? [['-k']] : []),
    ...(options.http2 ? [[isHttps ? '--http2' : '--http2-prior-knowledge']] : []),
    // curl would expand these in a URL, except the brackets of an IPv6 address.
    ...(/[[\]{}]/.test(request.url.replace(/^https?:\/\/\[[^\]]*\]/i, '')) ? [['--globoff']] : []),
    ...methodArguments(request),
    urlArgument(draft, request.url),
  ]);
  // Plain http has no certificate to verify.
  if (options.caFile !== undefined && isHttps) {
    draft.comments.add(`${options.caFile}: the workspace’s CAs. With --cacert curl trusts no others.`);
    addOption(draft, '--cacert', [options.caFile]);
  }
  if (options.clientCertificate && isHttps) {
    draft.comments.add(
      'client.pem and client.key: the client certificate and its private key, which Credence does not give out.',
    );
    addOption(draft, '--cert', ['client.pem']);
    addOption(draft, '--key', ['client.key']);
  }
  for (const field of request.headers) addHeader(draft, field, request.method, url);
  addMissingHeaders(draft, request);
  addBody(draft, request);
  return writeCommand(draft);
}

interface Draft {
  readonly shell: CurlShell;
  readonly reveal: readonly SecretName[];
  /** The command's arguments, one option with its value per line. Nothing else goes into the command. */
  readonly lines: Argument[][];
  readonly comments: Set<string>;
}

function writeCommand({ shell, lines, comments }: Draft): string {
  const all = lines.flat();
  if (all.flat().some((part) => typeof part === 'string' && part.includes('\0'))) {
    comments.add('Left out here: NUL characters, which no argument of a command can hold.');
  }
  const program = shell === 'powershell' ? 'curl.exe' : 'curl';
  // Older PowerShell would split such an argument, and curl would read its end as an option.
  const needsNew = shell === 'powershell' && all.some(isSplitByOldPowerShell);
  if (needsNew) {
    comments.add('Needs PowerShell 7.3 or newer: older ones lose double quotes and empty arguments.');
  }
  const command = lines
    .map((line) => line.map((argument) => quoteArgument(argument, shell)).join(' '))
    .join(shell === 'powershell' ? ' `\n  ' : ' \\\n  ');
  return [
    ...[...comments].map((comment) => `# ${comment}`),
    `${needsNew ? NEW_POWERSHELL_ONLY : ''}${program} ${command}`,
  ].join('\n');
}

const NEW_POWERSHELL_ONLY =
  "if ($PSVersionTable.PSVersion -lt [version]'7.3') { throw 'This command needs PowerShell 7.3' }; ";

function isSplitByOldPowerShell(argument: Argument): boolean {
  const text = argument.map((part) => (typeof part === 'string' ? part : '.')).join('');
  return text === '' || text.includes('"') || text.endsWith('\\');
}

/** Sensitive query values become variables, like any secret. */
function urlArgument({ reveal, comments }: Draft, url: string): Argument {
  return markQuery(url).map((span): ArgumentPart => {
    if (typeof span === 'string') return span;
    if (reveal.includes(span.name)) return revealText([span]);
    const variable = exportName(span);
    comments.add(`${variable} goes into the URL: percent-encode what is not a letter, digit or one of -._~`);
    return { variable };
  });
}

/** curl defaults to GET, or POST if there is data. */
function methodArguments({ method, body }: HttpRequest): Argument[] {
  if (method === 'HEAD' && !body) return [['--head']];
  const chosen = sendsData(method, body) ? 'POST' : 'GET';
  return method === chosen ? [] : [['-X'], [method]];
}

/** Without data curl sends no Content-Length, but an empty POST needs a 0. */
function sendsData(method: string, body: SensitiveText | null): boolean {
  return body !== null || method === 'POST';
}

function addHeader(draft: Draft, { name, value }: HeaderField, method: string, url: URL): void {
  if (!isWritable({ name, value })) {
    draft.comments.add('Left out here: a header that HTTP does not allow (RFC 9110 §5).');
    return;
  }
  switch (name.toLowerCase()) {
    case 'content-length':
      return;
    case 'host':
      if (revealText(value) === url.host) return;
      break;
    case 'connection':
      if (method === 'HEAD' || revealText(value) === 'keep-alive') return;
      break;
    case 'accept':
      if (value.length === 1 && value[0] === '*/*') return;
      break;
    case 'dpop':
      draft.comments.add(
        'The DPoP proof is good for one request and for moments: a used or old one is refused (RFC 9449 §11.1).',
      );
      break;
    case 'authorization': {
      const [scheme, credentials] = value;
      if (
        value.length === 2 &&
        scheme === 'Basic ' &&
        typeof credentials === 'object' &&
        credentials.user !== undefined
      ) {
        addUser(draft, credentials, credentials.user);
        return;
      }
    }
  }
  // `Name;` is curl's syntax for an empty header.
  if (value.every((span) => typeof span === 'string' && span.trim() === ''))
    addOption(draft, '-H', [`${name};`]);
  else addOption(draft, '-H', [`${name}: `, ...value]);
}

/** curl would read a file for `@name`, and send two headers for a line break. */
function isWritable({ name, value }: HeaderField): boolean {
  return isToken(name) && !value.some((span) => typeof span === 'string' && /[\r\n\0]/.test(span));
}

/** Suppresses headers that curl would add. */
function addMissingHeaders(draft: Draft, { method, headers, body }: HttpRequest): void {
  const has = (name: string) => headers.some((field) => field.name.toLowerCase() === name);
  if (!has('accept')) addOption(draft, '-H', ['Accept:']);
  if (sendsData(method, body) && !has('content-type')) addOption(draft, '-H', ['Content-Type:']);
}

/** `-u id:secret`: curl encodes these characters as base64, so form-encode them first if needed. */
function addUser(draft: Draft, credentials: SecretSpan, user: string): void {
  if (draft.reveal.includes(credentials.name)) {
    const secret = decodeBasic(revealText([credentials]))?.raw.clientSecret ?? '';
    addOption(draft, '-u', [`${user}:${secret}`]);
    return;
  }
  const isPlain = credentials.alike === 'plain';
  if (!isPlain) explainForm(draft, 'CLIENT_SECRET', 'RFC 6749 §2.3.1');
  addOption(draft, '-u', [`${user}:`], [{ variable: isPlain ? 'CLIENT_SECRET' : 'CLIENT_SECRET_FORM' }]);
}

function addBody(draft: Draft, { method, body }: HttpRequest): void {
  if (body === null) {
    if (method === 'POST') addOption(draft, '--data-raw', ['']);
    return;
  }
  if (!isBuiltForm(body)) {
    addOption(draft, '--data-raw', body);
    return;
  }
  for (const parameter of splitParameters(body)) addParameter(draft, parameter);
}

/** A form that can be passed parameter by parameter: curl joins them with `&`. */
function isBuiltForm(body: SensitiveText): boolean {
  const plain = body.every((span) => typeof span !== 'string' || /^[\w=&%+.*~-]+$/.test(span));
  return plain && !/^&|&&|&$/.test(body.map((span) => (typeof span === 'string' ? span : '.')).join(''));
}

function splitParameters(body: SensitiveText): SensitiveText[] {
  const parameters: (string | SecretSpan)[][] = [[]];
  for (const span of body) {
    if (typeof span !== 'string') {
      parameters.at(-1)?.push(span);
      continue;
    }
    for (const [index, part] of span.split('&').entries()) {
      if (index > 0) parameters.push([]);
      if (part !== '') parameters.at(-1)?.push(part);
    }
  }
  return parameters;
}

function addParameter(draft: Draft, parameter: SensitiveText): void {
  const secret = parameter.find((span) => typeof span === 'object');
  const isCurls =
    secret?.encoding === 'form' &&
    secret.alike === 'curl' &&
    parameter.length === 2 &&
    parameter[1] === secret;
  if (secret && isCurls && !draft.reveal.includes(secret.name)) {
    addOption(draft, '--data-urlencode', parameter.slice(0, 1), [{ variable: exportName(secret) }]);
  } else {
    addOption(draft, '-d', parameter);
  }
}

function addOption(
  draft: Draft,
  option: string,
  text: SensitiveText,
  more: readonly ArgumentPart[] = [],
): void {
  draft.lines.push([[option], [...toArgument(draft, text), ...more]]);
}

/** A text as an argument, its secrets in plain text or as variables. */
function toArgument(draft: Draft, text: SensitiveText): Argument {
  return text.map((span): ArgumentPart => {
    if (typeof span === 'string') return span;
    if (draft.reveal.includes(span.name)) return revealText([span]);
    return { variable: variableFor(draft, span) };
  });
}

/** The variable for a span: the secret, or its encoded form if that differs. */
function variableFor(draft: Draft, span: SecretSpan): string {
  const name = exportName(span);
  if (span.name === 'CLIENT_ASSERTION') {
    draft.comments.add(
      `${name} holds a client assertion, signed for each request: it expires soon (RFC 7523 §3).`,
    );
  }
  if (span.encoding === 'none' || span.alike === 'plain') return name;
  if (span.encoding === 'form') {
    explainForm(draft, name, 'RFC 6749 appendix B');
    return `${name}_FORM`;
  }
  draft.comments.add(`${name}_BASIC holds base64 of id:secret.`);
  return `${name}_BASIC`;
}

function explainForm(draft: Draft, name: string, reference: string): void {
  const what = name === 'CLIENT_SECRET' ? 'the client secret' : 'the secret';
  draft.comments.add(`${name}_FORM holds ${what} form encoded (${reference}): a/b is a%2Fb.`);
}
