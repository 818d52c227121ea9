import { randomUUID } from 'node:crypto';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { MOST_AT_ONCE, MOST_REQUESTS } from '../../../shared/repeat/limits.ts';
import type { Core } from '../../core/core.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Stop } from '../stop.ts';

export interface RepeatOptions {
  readonly repeat?: number;
  readonly concurrency?: number;
  readonly allowRemote?: boolean;
}

/** Repeats a request and prints percentiles. Exits with 0 only if every request succeeded. */
export async function repeatRequest(
  target: 'token' | 'api',
  workspace: Workspace,
  { repeat: planned = 1, concurrency: atOnce = 1, allowRemote = false }: RepeatOptions,
  {
    core,
    context,
    token = null,
  }: { readonly core: Core; readonly context: CommandContext; readonly token?: AccessToken | null },
): Promise<ExitCode> {
  if (!(planned <= MOST_REQUESTS && atOnce <= MOST_AT_ONCE)) {
    throw new Stop(EXIT.usage, `--repeat takes 1 to ${MOST_REQUESTS}, --concurrency 1 to ${MOST_AT_ONCE}.`);
  }
  const order = { workspace, target, planned, atOnce, allowRemote, token };
  const report = await core.repeat(order, { id: randomUUID(), signal: context.signal });
  if (!report.ok) throw Stop.because(report.error, allowRemote ? EXIT.input : EXIT.usage);
  const { state, completed, succeeded, elapsed, latency, failures } = report.value;
  const { print, colors } = context.terminal;
  const isGood = succeeded === completed && state === 'done';
  print(
    `${isGood ? colors.green('✓') : colors.yellow('✗')} ${succeeded} of ${completed} succeeded in ${Math.round(elapsed)} ms`,
  );
  if (latency) {
    const { min, p50, p90, p95, p99, max } = latency;
    const figures = { min, p50, p90, p95, p99, max };
    print(
      Object.entries(figures)
        .map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`)
        .join(' · '),
    );
  }
  for (const { count, title, id } of failures) print(`  ${count} × ${title} [${id}]`);
  if (state === 'cancelled') return EXIT.cancelled;
  if (isGood) return EXIT.ok;
  return target === 'token' ? EXIT.refusedByAuthorizationServer : EXIT.refusedByApi;
}
