import { TextInput } from '@mantine/core';
import { describe, expect, it } from 'vitest';
import { ResponseHeaders } from '../../../../renderer/exchange-view/response-headers.tsx';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { KeyValueTable } from '../../../../renderer/ui/key-value-table.tsx';
import { render } from '../render.tsx';

/** Right-to-left override, isolate, zero width space, NUL, ESC, soft hyphen and a tag character. */
const HIDDEN = ['\u202e', '\u2066', '\u200b', '\0', '\x1b', '\u00ad', '\u{e0041}', '\u2028'];
const ANY = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const text = `orders${HIDDEN.join('x')}read`;

/** All text and every attribute that a person or a screen reader is told. */
function shownIn(container: HTMLElement): string {
  const elements = [container, ...container.querySelectorAll('*')];
  return elements
    .flatMap((element) => [
      element.textContent,
      ...['title', 'aria-label', 'placeholder', 'alt'].map((name) => element.getAttribute(name)),
    ])
    .join('\n');
}

describe('text from a server or a file is shown with its invisible characters written out', () => {
  it.each([
    ['a scope chip', <Chip key="1" text={text} selected onToggle={() => {}} />],
    [
      'a table of claims',
      <KeyValueTable key="2" label={text} rows={[{ key: 'a', name: text, value: text, note: text }]} />,
    ],
    ['headers', <ResponseHeaders key="3" headers={[[text, text]]} />],
    ['a list of texts', <p key="4">{[text, ' and ', text]}</p>],
    ['a tooltip', <button key="5" type="button" title={text} aria-label={text} />],
    [
      'a component of the library',
      <TextInput key="6" label={text} description={text} error={text} placeholder={text} />,
    ],
  ])('%s', async (_name, node) => {
    const { container } = await render(node);
    const shown = shownIn(container);
    expect(shown).toContain('orders\\u202Ex\\u2066x\\u200Bx\\u0000x\\u001Bx\\u00ADx\\u{E0041}x\\u2028read');
    expect(shown).not.toMatch(ANY);
  });

  it('line breaks and tabs stay, and so does what is edited', async () => {
    const { container } = await render(
      <>
        <pre>{'a\n\tb'}</pre>
        <input readOnly value={text} />
      </>,
    );
    expect(container.querySelector('pre')?.textContent).toBe('a\n\tb');
    expect(container.querySelector('input')?.value).toBe(text);
  });
});
