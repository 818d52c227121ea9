import { describeExpectation } from '../../../shared/expectations/describe-expectation.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import type { ReportCase } from '../../../shared/report/report.ts';
import { createCore } from '../../core/core.ts';
import type { CommandContext } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Inquiry } from '../find-out-why.ts';
import { openWorkspaceFile, type WorkspaceOptions } from '../open-workspace.ts';
import { printExchange } from '../output/print-exchange.ts';
import { safeText, type Terminal } from '../output/terminal.ts';
import { createCallRunner } from '../run-calls.ts';
import { notFound, Stop } from '../stop.ts';
import { checkRepeat, type RepeatOptions, repeatRequest } from './repeat.ts';

export interface CallOptions extends WorkspaceOptions, RepeatOptions {
  readonly output: 'text' | 'json';
  /** As in TokenOptions. */
  readonly findOutWhy?: boolean;
}

const NOTHING_TO_FIND: Inquiry = { told: null, hint: null };

/** Requests a token, makes one saved API call with it, and checks the call's expectations. */
export async function call(
  file: string,
  name: string | null,
  options: CallOptions,
  context: CommandContext,
): Promise<ExitCode> {
  checkRepeat(options);
  const { workspace, secrets, client } = await openWorkspaceFile(file, options, context);
  const found = findCall(workspace, name);
  const core = createCore({ secrets, now: context.now });
  const runner = createCallRunner(workspace, client, { core, context, secrets });
  try {
    if (options.repeat !== undefined) {
      const { workspace: opened, token } = await runner.prepare(found);
      return await repeatRequest('api', opened, options, { core, context, token });
    }
    const { reported, exitCode, refusal } = await runner.run(found);
    if (reported.problem !== null) throw new Stop(exitCode, reported.problem);
    const { findings, verdict, expectations } = reported;
    const exchange = reported.exchanges.at(-1);
    const { told, hint } = refusal
      ? await (await import('../find-out-why.ts')).findOutWhy(refusal, options.findOutWhy ?? false, {
          core,
          context,
        })
      : NOTHING_TO_FIND;
    if (exchange)
      printExchange(
        { exchange, findings, verdict, exitCode, expectations, inquiry: told },
        options.output,
        context.terminal,
      );
    if (options.output === 'text') printExpectations(reported, context.terminal);
    if (hint !== null) context.terminal.note(hint);
    return exitCode;
  } finally {
    await core.close();
  }
}

/** A saved call by its name; the first one for null. */
export function findCall({ apiCalls }: SavedWorkspace, name: string | null) {
  const found = name === null ? apiCalls[0] : apiCalls.find((each) => each.name === name);
  if (found) return found;
  throw notFound(
    `The workspace has no API call “${name}”.`,
    name ?? '',
    apiCalls.map((each) => each.name),
  );
}

/** Prints one line per expectation, with the actual value if it failed. */
function printExpectations({ expectations }: ReportCase, { print, colors }: Terminal): void {
  if (expectations.length > 0) print('');
  for (const { expectation, passed, found } of expectations) {
    const text = safeText(describeExpectation(expectation));
    print(passed ? colors.green(`✓ ${text}`) : colors.yellow(`✗ ${text}: ${safeText(found)}`));
  }
}
