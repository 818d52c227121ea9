import { randomUUID } from 'node:crypto';
import { checkExpectations } from '../../shared/expectations/check-expectations.ts';
import { withholdTokens } from '../../shared/history/withhold-tokens.ts';
import type { ApiRun, TokenRun } from '../../shared/ipc/runs.ts';
import { activeClient } from '../../shared/model/active-client.ts';
import { openCall } from '../../shared/model/saved-workspace.ts';
import type { ApiCall, SavedClient, SavedWorkspace, Workspace } from '../../shared/model/workspace.ts';
import { decodeJwt } from '../../shared/oauth/jwt/jwt.ts';
import { inputsKey } from '../../shared/oauth/token/inputs-key.ts';
import type { AccessToken } from '../../shared/oauth/token/token.ts';
import { hasPassed, type ReportCase } from '../../shared/report/report.ts';
import type { Core } from '../core/core.ts';
import type { SecretSource } from '../core/credentials/secret-source.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import type { Refusal } from './find-out-why.ts';
import { requireSecret } from './secrets.ts';
import { Stop } from './stop.ts';

interface RunCall {
  readonly reported: ReportCase;
  readonly exitCode: ExitCode;
  /** The request that failed, where one was sent. */
  readonly refusal: Refusal | null;
}

export interface CallRunner {
  /** The call's token and the workspace opened at that call. Throws a Stop if there is no token. */
  readonly prepare: (
    call: ApiCall,
  ) => Promise<{ readonly workspace: Workspace; readonly token: AccessToken }>;
  readonly run: (call: ApiCall) => Promise<RunCall>;
}

interface CallSurroundings {
  readonly core: Core;
  readonly context: CommandContext;
  readonly secrets: SecretSource;
}

/** Makes saved API calls. Calls with the same token request share one token until it expires. */
export function createCallRunner(
  saved: SavedWorkspace,
  selected: SavedClient,
  { core, context, secrets }: CallSurroundings,
): CallRunner {
  const { signal, now } = context;
  const tokens = new Map<string, AccessToken>();
  const nextRun = () => ({ id: randomUUID(), signal });

  /** A token, or the token request that failed. */
  async function obtainToken(workspace: Workspace): Promise<AccessToken | TokenRun> {
    const key = inputsKey(workspace);
    const kept = tokens.get(key);
    if (kept && !isOver(kept, now())) return kept;
    await requireSecret(workspace, activeClient(workspace), secrets);
    const run = await core.requestToken(workspace, nextRun());
    if (!run.ok) throw Stop.because(run.error, EXIT.input);
    const { token } = run.value;
    if (!token) return run.value;
    tokens.set(key, token);
    return token;
  }

  const open = (call: ApiCall) => openCall(saved, { clientId: selected.id, callId: call.id });

  return {
    async prepare(call) {
      const workspace = open(call);
      const token = await obtainToken(workspace);
      if ('value' in token) return { workspace, token };
      throw new Stop(
        exitCodeOf(token.exchange, token.findings),
        token.findings[0]?.title ?? 'There is no token.',
      );
    },

    async run(call) {
      const workspace = open(call);
      try {
        const token = await obtainToken(workspace);
        if (!('value' in token)) return withoutToken(call, token, workspace);
        const run = await core.callApi(workspace, token, nextRun());
        if (!run.ok) throw Stop.because(run.error, EXIT.input);
        return withResponse(call, run.value, { workspace, token });
      } catch (cause) {
        if (!(cause instanceof Stop)) throw cause;
        const text = cause.nextStep === null ? cause.message : `${cause.message} ${cause.nextStep}`;
        return {
          reported: { ...emptyCase(call), problem: text },
          exitCode: cause.exitCode,
          refusal: null,
        };
      }
    },
  };
}

function emptyCase({ name }: ApiCall): ReportCase {
  return {
    name,
    exchanges: [],
    findings: [],
    verdict: null,
    expectations: [],
    passed: false,
    problem: null,
    claims: null,
  };
}

function withoutToken(call: ApiCall, run: TokenRun, workspace: Workspace): RunCall {
  const { exchange, earlier, findings, verdict = null } = run;
  const exchanges = [...earlier, exchange].map(withholdTokens);
  return {
    reported: { ...emptyCase(call), exchanges, findings, verdict },
    exitCode: exitCodeOf(exchange, findings),
    refusal: { run, workspace, token: null },
  };
}

function withResponse(
  call: ApiCall,
  run: ApiRun,
  { workspace, token }: { readonly workspace: Workspace; readonly token: AccessToken },
): RunCall {
  const { exchange, earlier, findings, verdict = null } = run;
  const expectations = checkExpectations(call.expectations, exchange);
  const passed = hasPassed(exchange, { findings, expectations });
  const hasMissed = expectations.length > 0 && exchange.response !== null;
  const reported = {
    ...emptyCase(call),
    exchanges: [...earlier, exchange].map(withholdTokens),
    findings,
    verdict,
    expectations,
    passed,
    claims: decodeJwt(token.value)?.claims ?? null,
  };
  if (passed) return { reported, exitCode: EXIT.ok, refusal: null };
  const exitCode = hasMissed ? EXIT.expectationFailed : exitCodeOf(exchange, findings);
  return { reported, exitCode, refusal: { run, workspace, token } };
}

function isOver({ expiresAt }: AccessToken, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}
