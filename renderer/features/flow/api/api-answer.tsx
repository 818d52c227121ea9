import type { ApiRun } from '../../../../shared/ipc/runs.ts';
import { AnswerView } from '../../../exchange-view/answer-view.tsx';

export function ApiAnswer({ exchange, earlier }: Pick<ApiRun, 'exchange' | 'earlier'>) {
  return <AnswerView label="API response" exchange={exchange} earlier={earlier} />;
}
