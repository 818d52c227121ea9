import { isMethod, METHOD_RULE, quotedMethod } from '../../model/method.ts';
import type { ApiRequestDraft } from '../../model/workspace.ts';
import { encodeForm } from '../../text/form-encoding.ts';
import type { PostmanRequest } from './collection-schema.ts';
import { describeVariables, variablesIn } from './variables.ts';

/** The request Postman would send with the token, as an API call. */
export function readApiRequest({ method, url, header, body }: PostmanRequest): {
  readonly api: ApiRequestDraft;
  readonly notes: readonly string[];
} {
  const notes: string[] = [];
  if (!isMethod(method)) {
    notes.push(`The method “${quotedMethod(method)}” was left out. ${METHOD_RULE}`);
  }
  const headers = (header ?? [])
    .filter(({ key }) => key.toLowerCase() !== 'authorization')
    .map(({ key, value, disabled }, index) => ({
      id: `postman-api-header-${index + 1}`,
      name: key,
      value,
      enabled: disabled !== true,
    }));
  if (headers.length < (header ?? []).length) {
    notes.push('The request’s own Authorization header was left out: the token goes there.');
  }
  const text = readBody(body, notes);
  const isForm = body?.mode === 'urlencoded' && text !== '';
  if (isForm && !headers.some(({ name }) => name.toLowerCase() === 'content-type')) {
    headers.push({
      id: `postman-api-header-${headers.length + 1}`,
      name: 'Content-Type',
      value: 'application/x-www-form-urlencoded',
      enabled: true,
    });
  }
  notes.push(...describeVariables(variablesIn(url, text, ...headers.map(({ value }) => value))));
  return { api: { method: isMethod(method) ? method : '', url, headers, body: text }, notes };
}

function readBody(body: PostmanRequest['body'], notes: string[]): string {
  switch (body?.mode ?? '') {
    case '':
      return '';
    case 'raw':
      return body?.raw ?? '';
    case 'urlencoded':
      return (body?.urlencoded ?? [])
        .filter(({ disabled }) => disabled !== true)
        .map(({ key, value }) => `${encodeForm(key)}=${encodeForm(value)}`)
        .join('&');
    default:
      notes.push(`The body (${body?.mode}) was left out: only raw and form bodies can be taken over.`);
      return '';
  }
}
