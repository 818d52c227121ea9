import { duplicateMembers } from '../../../shared/json/duplicate-members.ts';
import { type DecodedJwt, decodeJwt, readJweHeader, timeClaim } from '../../../shared/oauth/jwt/jwt.ts';
import { checkProfile } from '../../../shared/oauth/jwt/jwt-profile.ts';
import { explainClaim } from '../../../shared/oauth/jwt/registered-claims.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { safeText, type Terminal } from '../output/terminal.ts';
import { readStandardInput } from '../standard-input.ts';
import { Stop } from '../stop.ts';

export interface DecodeOptions {
  readonly output: 'text' | 'json';
}

/** Prints a JWT's content and problems. Sends nothing and does not verify the signature. */
export async function decode(
  given: string,
  options: DecodeOptions,
  { terminal, now, signal }: CommandContext,
): Promise<ExitCode> {
  const content = given === '-' ? (await readStandardInput(signal)).toString('utf8') : given;
  const text = content.trim().replace(/^(bearer|dpop) +/i, '');
  const jwt = decodeJwt(text);
  if (!jwt) throw notAJwt(text);
  const problems = [...findRepeated(text), ...findProblems(jwt, now())];
  if (options.output === 'json') {
    const { header, claims } = jwt;
    terminal.print(
      JSON.stringify({ version: 1, header, claims, problems, profile: checkProfile(jwt) }, null, 2),
    );
    return EXIT.ok;
  }
  printPart('Header', jwt.header, now(), terminal);
  printPart('Claims', jwt.claims, now(), terminal);
  for (const problem of problems) terminal.print(terminal.colors.yellow(safeText(`! ${problem}`)));
  const missing = checkProfile(jwt).filter(({ met }) => !met);
  if (missing.length > 0) {
    const names = missing.map(({ requirement }) => requirement).join(', ');
    terminal.print(
      terminal.colors.dim(
        `Not an RFC 9068 access token (missing: ${names}). Many servers issue tokens like this.`,
      ),
    );
  }
  terminal.print(terminal.colors.dim('The signature was not checked.'));
  return EXIT.ok;
}

function notAJwt(text: string): Stop {
  const encrypted = readJweHeader(text);
  return encrypted
    ? new Stop(
        EXIT.input,
        `This is an encrypted JWT (${encrypted.alg}, ${encrypted.enc}): only the API that it is for can read it.`,
        'Introspect it at the authorization server instead.',
      )
    : new Stop(
        EXIT.input,
        'This is not a JWT. A JWT has three base64url parts, the first two containing JSON.',
        'An opaque token has no content to decode. Introspect it instead.',
      );
}

/** Problems that make the token unusable or unsafe to accept now. */
function findProblems(jwt: DecodedJwt, now: number): string[] {
  const [expires, begins, issued] = [timeClaim(jwt, 'exp'), timeClaim(jwt, 'nbf'), timeClaim(jwt, 'iat')];
  const { alg, crit } = jwt.header;
  const isNone = typeof alg === 'string' && alg.toLowerCase() === 'none';
  const problems = [
    ...TIMES.map(
      (name) =>
        name in jwt.claims && !isTime(jwt.claims[name]) && `${name} is not a time in seconds since 1970.`,
    ),
    expires !== null && expires <= now && `The token expired ${describeTime(expires, now)}.`,
    !('exp' in jwt.claims) && 'The token has no exp claim, so it never expires by itself.',
    begins !== null && begins > now && `The token is not valid yet: nbf is ${describeTime(begins, now)}.`,
    issued !== null && issued > now && `iat is ${describeTime(issued, now)}: one of the two clocks is wrong.`,
    typeof alg !== 'string' && 'The header does not name the signature algorithm (alg).',
    isNone && 'The token is not signed (alg none). No API should accept it.',
    jwt.signature === '' && !isNone && 'The signature is missing.',
    Array.isArray(crit) && `An API must refuse it, unless it understands: ${crit.join(', ')} (crit).`,
  ];
  return problems.filter((problem) => typeof problem === 'string');
}

/** Members that the header or the claims have twice: parsers differ in which one they read. */
function findRepeated(token: string): string[] {
  const [header = '', claims = ''] = token.split('.');
  return [
    ['header', header],
    ['claims', claims],
  ].flatMap(([part, encoded = '']) =>
    duplicateMembers(Buffer.from(encoded, 'base64url').toString('utf8')).map(
      (name) => `“${name}” is in the ${part} more than once. Parsers differ in which value they read.`,
    ),
  );
}

/** NumericDate (RFC 7519 §2), within what a calendar can show. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(new Date(value * 1000).getTime());
}

const TIMES = ['exp', 'nbf', 'iat', 'auth_time'];

function printPart(
  title: string,
  members: Readonly<Record<string, unknown>>,
  now: number,
  { print, colors }: Terminal,
): void {
  print(colors.bold(title));
  const width = Math.max(0, ...Object.keys(members).map((name) => name.length));
  for (const [name, value] of Object.entries(members)) {
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    const note =
      TIMES.includes(name) && isTime(value)
        ? `${isoTime(value * 1000)}, ${describeTime(value * 1000, now)}`
        : (title === 'Claims' && explainClaim(name)) || '';
    const tail = note === '' ? '' : `  ${colors.dim(note)}`;
    print(`  ${colors.cyan(safeText(name).padEnd(width))}  ${safeText(shown)}${tail}`);
  }
  print('');
}

/** For example `in 4 min 57 s`, `2 h ago`. */
function describeTime(time: number, now: number): string {
  const seconds = Math.round(Math.abs(time - now) / 1000);
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = parts
    .slice(first < 0 ? 3 : first, (first < 0 ? 3 : first) + 2)
    .filter(([count]) => count > 0);
  const text = shown.map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 s';
  return time >= now ? `in ${text}` : `${text} ago`;
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
