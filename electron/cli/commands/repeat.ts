import { randomUUID } from 'node:crypto';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { MOST_AT_ONCE, MOST_REQUESTS } from '../../../shared/repeat/limits.ts';
import type { RepeatReport } from '../../../shared/repeat/report.ts';
import type { Core } from '../../core/core.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Stop } from '../stop.ts';

export interface RepeatOptions {
  readonly repeat?: number;
  readonly concurrency?: number;
  readonly allowRemote?: boolean;
}

interface Output {
  readonly output: 'text' | 'json' | 'bare' | 'header' | 'env';
}

/** Throws a Stop if options do not go together. */
export function checkRepeat({
  output,
  repeat,
  concurrency,
  allowRemote,
  findOutWhy,
}: RepeatOptions & Output & { readonly findOutWhy?: boolean }): void {
  if (repeat === undefined) {
    const needless = concurrency !== undefined ? '--concurrency' : allowRemote ? '--allow-remote' : null;
    if (needless !== null) throw new Stop(EXIT.usage, `${needless} has no effect without --repeat.`);
    return;
  }
  if (!(repeat <= MOST_REQUESTS && (concurrency ?? 1) <= MOST_AT_ONCE)) {
    throw new Stop(EXIT.usage, `--repeat takes 1 to ${MOST_REQUESTS}, --concurrency 1 to ${MOST_AT_ONCE}.`);
  }
  if (output !== 'text' && output !== 'json') {
    throw new Stop(EXIT.usage, `--output ${output} prints one token. Use text or json with --repeat.`);
  }
  if (findOutWhy) throw new Stop(EXIT.usage, '--find-out-why looks at one request. Leave out --repeat.');
}

/** Repeats a request and prints percentiles. Exits with 0 only if every request succeeded. */
export async function repeatRequest(
  target: 'token' | 'api',
  workspace: Workspace,
  { output, repeat: planned = 1, concurrency: atOnce = 1, allowRemote = false }: RepeatOptions & Output,
  {
    core,
    context,
    token = null,
  }: { readonly core: Core; readonly context: CommandContext; readonly token?: AccessToken | null },
): Promise<ExitCode> {
  const order = { workspace, target, planned, atOnce, allowRemote, token };
  const report = await core.repeat(order, { id: randomUUID(), signal: context.signal });
  if (!report.ok) throw Stop.because(report.error, allowRemote ? EXIT.input : EXIT.usage);
  const { state, completed, succeeded, elapsed, latency, failures } = report.value;
  const { print, colors } = context.terminal;
  const isGood = succeeded === completed && state === 'done';
  const exitCode = exitCodeFor(target, { isGood, isCancelled: state === 'cancelled' });
  if (output === 'json') {
    const counts = { planned, completed, succeeded, elapsedMs: Math.round(elapsed) };
    const alike = failures.map(({ id, title, count }) => ({ id, headline: title, count }));
    const latencyMs = latency && percentiles(latency);
    print(JSON.stringify({ version: 1, exitCode, ...counts, latencyMs, failures: alike }, null, 2));
    return exitCode;
  }
  print(
    `${isGood ? colors.green('✓') : colors.yellow('✗')} ${succeeded} of ${completed} succeeded in ${Math.round(elapsed)} ms`,
  );
  if (latency) {
    print(
      Object.entries(percentiles(latency))
        .map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`)
        .join(' · '),
    );
  }
  for (const { count, title, id } of failures) print(`  ${count} × ${title} [${id}]`);
  return exitCode;
}

function percentiles({ min, p50, p90, p95, p99, max }: NonNullable<RepeatReport['latency']>) {
  return { min, p50, p90, p95, p99, max };
}

function exitCodeFor(
  target: 'token' | 'api',
  { isGood, isCancelled }: { readonly isGood: boolean; readonly isCancelled: boolean },
): ExitCode {
  if (isCancelled) return EXIT.cancelled;
  if (isGood) return EXIT.ok;
  return target === 'token' ? EXIT.refusedByAuthorizationServer : EXIT.refusedByApi;
}
