import { readFileSync } from 'node:fs';
import { type DecodedJwt, decodeJwt, readJweHeader, timeClaim } from '../../../shared/oauth/jwt/jwt.ts';
import { checkProfile } from '../../../shared/oauth/jwt/jwt-profile.ts';
import { explainClaim } from '../../../shared/oauth/jwt/registered-claims.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { safeText, type Terminal } from '../output/terminal.ts';
import { Stop } from '../stop.ts';

export interface DecodeOptions {
  readonly output: 'text' | 'json';
}

/** Prints a JWT's content and problems. Sends nothing and does not verify the signature. */
export function decode(given: string, options: DecodeOptions, { terminal, now }: CommandContext): ExitCode {
  const text = (given === '-' ? readFileSync(0, 'utf8') : given).trim().replace(/^(bearer|dpop) +/i, '');
  const jwt = decodeJwt(text);
  if (!jwt) throw notAJwt(text);
  const problems = findProblems(jwt, now());
  if (options.output === 'json') {
    const { header, claims } = jwt;
    terminal.print(
      JSON.stringify({ version: 1, header, claims, problems, profile: checkProfile(jwt) }, null, 2),
    );
    return EXIT.ok;
  }
  printPart('Header', jwt.header, now(), terminal);
  printPart('Claims', jwt.claims, now(), terminal);
  for (const problem of problems) terminal.print(terminal.colors.yellow(`! ${problem}`));
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
  const { alg } = jwt.header;
  const problems = [
    expires !== null && expires <= now && `The token expired ${describeTime(expires, now)}.`,
    expires === null && 'The token has no exp claim, so it never expires by itself.',
    begins !== null && begins > now && `The token is not valid yet: nbf is ${describeTime(begins, now)}.`,
    issued !== null && issued > now && `iat is ${describeTime(issued, now)}: one of the two clocks is wrong.`,
    (typeof alg !== 'string' || alg.toLowerCase() === 'none') && 'The token is not signed.',
    jwt.signature === '' &&
      typeof alg === 'string' &&
      alg.toLowerCase() !== 'none' &&
      'The signature is missing.',
  ];
  return problems.filter((problem) => typeof problem === 'string');
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
    const isTime = TIMES.includes(name) && typeof value === 'number';
    const note = isTime
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
  return Number.isFinite(new Date(time).getTime()) ? new Date(time).toISOString() : 'no date';
}
