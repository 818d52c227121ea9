import { randomUUID } from 'node:crypto';
import { withholdTokens } from '../../../shared/history/withhold-tokens.ts';
import { SUCCESS_HEADLINES } from '../../../shared/http/success-headline.ts';
import type { TokenRun } from '../../../shared/ipc/runs.ts';
import { openWorkspace } from '../../../shared/model/saved-workspace.ts';
import type { TokenRequestDraft, Workspace } from '../../../shared/model/workspace.ts';
import { type AccessToken, scopesOf } from '../../../shared/oauth/token/token.ts';
import { isDpopToken } from '../../../shared/oauth/token/token-binding.ts';
import { verdictJson } from '../../../shared/report/report.ts';
import { type Core, createCore } from '../../core/core.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import type { Refusal } from '../find-out-why.ts';
import { openWorkspaceFile, type WorkspaceOptions } from '../open-workspace.ts';
import { printExchange } from '../output/print-exchange.ts';
import { safeText } from '../output/terminal.ts';
import { requireSecret } from '../secrets.ts';
import { Stop } from '../stop.ts';
import { checkRepeat, type RepeatOptions, repeatRequest } from './repeat.ts';

export interface TokenOptions extends WorkspaceOptions, RepeatOptions {
  readonly output: 'text' | 'json' | 'bare' | 'header' | 'env';
  readonly scope?: readonly string[];
  readonly resource?: readonly string[];
  readonly audience?: string;
  /** After a refusal, sends further requests that tell the possible causes apart. */
  readonly findOutWhy?: boolean;
}

/** Requests a token and prints it. Explains a rejection on stderr, or on stdout with `--output json`. */
export async function token(file: string, options: TokenOptions, context: CommandContext): Promise<ExitCode> {
  checkRepeat(options);
  const { workspace: saved, secrets, client } = await openWorkspaceFile(file, options, context);
  const opened = openWorkspace(saved, { clientId: client.id });
  const workspace: Workspace = { ...opened, request: withOptions(opened.request, options) };
  await requireSecret(saved, client, secrets);
  const core = createCore({ secrets, now: context.now });
  try {
    if (options.repeat !== undefined)
      return await repeatRequest('token', workspace, options, { core, context });
    const run = await core.requestToken(workspace, { id: randomUUID(), signal: context.signal });
    if (!run.ok) throw Stop.because(run.error, EXIT.input);
    const { token: received } = run.value;
    if (!received)
      return await explainRefusal({ run: run.value, workspace, token: null }, options, { core, context });
    printToken(received, run.value, options.output, context);
    return EXIT.ok;
  } finally {
    await core.close();
  }
}

function withOptions(
  request: TokenRequestDraft,
  { scope, resource, audience }: TokenOptions,
): TokenRequestDraft {
  return {
    ...request,
    ...(scope && { scopes: scope.flatMap((each) => each.split(/\s+/)).filter((each) => each !== '') }),
    ...(resource && { resources: [...resource] }),
    ...(audience !== undefined && { audience }),
  };
}

async function explainRefusal(
  refusal: Refusal,
  { output, findOutWhy: isWanted = false }: TokenOptions,
  { core, context }: { readonly core: Core; readonly context: CommandContext },
): Promise<ExitCode> {
  const { findOutWhy } = await import('../find-out-why.ts');
  const { exchange, findings, verdict = null } = refusal.run;
  const exitCode = exitCodeOf(exchange, findings);
  // The token alone goes to stdout, unless scripts read a JSON object there.
  const terminal = output === 'json' ? context.terminal : context.terminal.onStderr();
  const { told, hint } = await findOutWhy(refusal, isWanted, { core, context: { ...context, terminal } });
  const explained = { exchange: withholdTokens(exchange), findings, verdict, exitCode, inquiry: told };
  printExchange(explained, output === 'json' ? 'json' : 'text', terminal);
  if (hint !== null) terminal.note(hint);
  return exitCode;
}

function printToken(
  token: AccessToken,
  { findings, verdict = null }: TokenRun,
  output: TokenOptions['output'],
  { terminal, now }: CommandContext,
): void {
  const { print: note, colors } = terminal.onStderr();
  if (output === 'text') {
    note(colors.green(`✓ ${colors.bold(SUCCESS_HEADLINES.token)}`));
    note(`  ${safeText(describeToken(token, now()))}`);
    for (const { title, nextStep } of findings)
      note(colors.yellow(`  ! ${safeText(title)}. ${safeText(nextStep)}`));
  }
  terminal.print(tokenText(token, output, verdictJson(findings[0] ?? null, verdict)));
}

function tokenText(
  token: AccessToken,
  output: TokenOptions['output'],
  verdict: ReturnType<typeof verdictJson>,
): string {
  switch (output) {
    case 'text':
    case 'bare':
      return token.value;
    case 'header':
      return authorizationHeader(token);
    case 'env':
      return `ACCESS_TOKEN=${shellQuote(token.value)}`;
    case 'json':
      return JSON.stringify(tokenJson(token, verdict), null, 2);
  }
}

function tokenJson(token: AccessToken, verdict: ReturnType<typeof verdictJson>) {
  const { value, tokenType, expiresAt } = token;
  return {
    version: 1,
    exitCode: EXIT.ok,
    access_token: value,
    token_type: tokenType,
    expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    scopes: scopesOf(token),
    verdict,
  };
}

/** The token's type selects the scheme (RFC 6750 §2.1, RFC 9449 §7.1). */
function authorizationHeader({ tokenType, value }: AccessToken): string {
  return `Authorization: ${isDpopToken({ tokenType }) ? 'DPoP' : 'Bearer'} ${value}`;
}

function describeToken(token: AccessToken, now: number): string {
  const { tokenType, expiresAt } = token;
  const scopes = scopesOf(token);
  return [
    tokenType,
    scopes.length > 0 ? `scope ${scopes.join(' ')}` : 'no scope',
    expiresAt === null ? 'lifetime unknown' : `expires in ${Math.round((expiresAt - now) / 1000)} s`,
  ].join(' · ');
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
