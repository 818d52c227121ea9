import type { Exchange } from '../../../../shared/http/exchange.ts';
import { AnswerView } from '../answer/answer-view.tsx';

export function ApiAnswer({ exchange }: { readonly exchange: Exchange }) {
  return <AnswerView label="API response" exchange={exchange} />;
}
