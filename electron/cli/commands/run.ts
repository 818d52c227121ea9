import { writeFile } from 'node:fs/promises';
import {
  durationOf,
  failureText,
  type Report,
  type ReportCase,
  reportJson,
} from '../../../shared/report/report.ts';
import { createCore } from '../../core/core.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openWorkspaceFile, type WorkspaceOptions } from '../open-workspace.ts';
import { safeText, type Terminal } from '../output/terminal.ts';
import { createCallRunner } from '../run-calls.ts';
import { Stop } from '../stop.ts';
import { GENERATOR } from '../version.ts';
import { findCall } from './call.ts';

export interface RunOptions extends WorkspaceOptions {
  readonly bail?: boolean;
  readonly report?: readonly string[];
}

/** Runs the named calls in the given order, or all calls in the workspace's order, and writes the requested reports. */
export async function run(
  file: string,
  names: readonly string[],
  options: RunOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const targets = (options.report ?? []).map(parseReport);
  if (targets.filter(({ path }) => path === '-').length > 1)
    throw new Stop(EXIT.usage, 'Only one report can go to standard output.');
  const { workspace, secrets, client, environment } = await openWorkspaceFile(file, options, context);
  const calls = names.length > 0 ? names.map((name) => findCall(workspace, name)) : workspace.apiCalls;
  const core = createCore({ secrets, now: context.now, remembersSuccess: false });
  const runner = createCallRunner(workspace, client, { core, context, secrets });
  const createdAt = context.now();
  const cases: ReportCase[] = [];
  let exitCode: ExitCode = EXIT.ok;
  // If a report goes to stdout, progress lines go to stderr.
  const isStdoutTaken = targets.some(({ path }) => path === '-');
  const terminal = isStdoutTaken ? context.terminal.onStderr() : context.terminal;
  try {
    for (const call of calls) {
      const done = await runner.run(call);
      cases.push(done.reported);
      printCase(done.reported, terminal);
      if (exitCode === EXIT.ok) exitCode = done.exitCode;
      if (context.signal.aborted || (options.bail && done.exitCode !== EXIT.ok)) break;
    }
  } finally {
    await core.close();
  }
  const passed = cases.filter((each) => each.passed).length;
  terminal.print(`${passed} passed, ${cases.length - passed} failed`);
  const report: Report = { generator: GENERATOR, createdAt, workspace: workspace.name, environment, cases };
  const problems: Stop[] = [];
  for (const { format, path } of targets) {
    const problem = await write(await REPORTS[format](report), path, context.terminal);
    if (problem) problems.push(problem);
  }
  if (problems[0]) throw problems[0];
  return context.signal.aborted ? EXIT.cancelled : exitCode;
}

const REPORTS = {
  json: async (report: Report) => reportJson(report),
  html: async (report: Report) => (await import('../../../shared/report/report-html.ts')).reportHtml(report),
  junit: async (report: Report) => (await import('../output/report-junit.ts')).reportJunit(report),
};

interface ReportTarget {
  readonly format: keyof typeof REPORTS;
  readonly path: string;
}

function parseReport(text: string): ReportTarget {
  const [, format = '', path = ''] = /^(\w+)=([\s\S]+)$/.exec(text) ?? [];
  if (format === 'junit' || format === 'html' || format === 'json') return { format, path };
  throw new Stop(EXIT.usage, `--report takes junit=FILE, html=FILE or json=FILE, not “${text}”.`);
}

/** Resolves to what went wrong, so that the other reports are written all the same. */
async function write(text: string, path: string, { print }: Terminal): Promise<Stop | null> {
  if (path === '-') {
    print(text.trimEnd());
    return null;
  }
  return writeFile(path, text).then(
    () => null,
    (cause: Error) => new Stop(EXIT.input, `Cannot write the report: ${cause.message}`),
  );
}

function printCase(reported: ReportCase, { print: line, colors }: Terminal): void {
  const took = colors.dim(`${Math.round(durationOf(reported))} ms`);
  if (reported.passed) {
    line(`${colors.green('✓')} ${safeText(reported.name)} ${took}`);
    return;
  }
  line(`${colors.yellow('✗')} ${colors.bold(safeText(reported.name))} ${took}`);
  for (const text of failureText(reported).split('\n')) line(`    ${safeText(text)}`);
}
