import type { Preset } from '../../../shared/token-server/presets.ts';
import type { Answer } from './answer.ts';

/** Words an error like the imitated server. The log keeps our own wording. */
export function inWordsOf({ errors }: Preset, answer: Answer): Answer {
  if (answer.status < 400 || answer.body === '') return answer;
  const { error, error_description: own }: { error?: unknown; error_description?: unknown } = JSON.parse(
    answer.body,
  );
  const wording = typeof error === 'string' ? errors[error] : undefined;
  if (wording === undefined) return answer;
  const { description, members, status } = wording;
  const body = {
    error: wording.error ?? error,
    ...(description === null ? {} : { error_description: description }),
    ...members,
  };
  const headers = answer.headers.map((part) =>
    description === null
      ? part.replace(/, error_description="[^"]*"/, '')
      : part.replace(
          `error="${error}", error_description="${own}"`,
          `error="${body.error}", error_description="${description}"`,
        ),
  );
  return { ...answer, status: status ?? answer.status, headers, body: JSON.stringify(body) };
}
