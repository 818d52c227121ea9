import { Button, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { closeClientEditor, keepEditedClient, readEditor } from '../../../state/actions/server-clients.ts';
import type { ClientFormProblems } from '../../../state/server-clients/read-client-form.ts';
import type { ClientEditor } from '../../../state/slices/server-clients.ts';
import { Section } from '../section.tsx';
import classes from '../token-server.module.css';
import styles from './client-editor.module.css';
import { AuthenticationFields } from './fields/authentication-fields.tsx';
import { BindingFields } from './fields/binding-fields.tsx';
import { CapabilityFields } from './fields/capability-fields.tsx';
import { IdentityFields } from './fields/identity-fields.tsx';
import { ScopeFields } from './fields/scope-fields.tsx';
import { TokenFields } from './fields/token-fields.tsx';

/** A client, step by step, as an administrator makes one. */
export function ClientEditorView({ editor }: { readonly editor: ClientEditor }) {
  const { form, idIsFixed, replaces } = editor;
  const [tried, setTried] = useState(false);
  const formRef = useRef<HTMLFormElement>(null);
  const read = readEditor(editor);
  // What is not filled in yet is no mistake before the person says that it is all.
  const problems: ClientFormProblems = tried && 'problems' in read ? read.problems : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (keepEditedClient()) return;
    setTried(true);
    // When the fields are drawn with what is wrong with them.
    requestAnimationFrame(() => focusFirstProblem(formRef.current));
  };
  return (
    <form ref={formRef} className={styles.editor} onSubmit={submit} aria-label="Client" noValidate>
      <header className={styles.head}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowLeft size={14} />}
          onClick={closeClientEditor}
        >
          All clients
        </Button>
        <Title order={2} className={styles.title ?? ''}>
          {replaces === null ? 'New client' : replaces}
        </Title>
      </header>
      <div className={classes.overview}>
        <div className={classes.column}>
          <Section title="1. Client">
            <IdentityFields form={form} idIsFixed={idIsFixed} problems={problems} />
          </Section>
          <Section title="2. Capabilities">
            <CapabilityFields form={form} />
          </Section>
          <Section title="3. Client authentication">
            <AuthenticationFields editor={editor} problem={problems.authentication} />
          </Section>
        </div>
        <div className={classes.column}>
          <Section title="4. Scopes">
            <ScopeFields form={form} problems={problems} />
          </Section>
          <Section title="5. Access tokens">
            <TokenFields form={form} problems={problems} />
          </Section>
          <Section title="6. Sender-constrained tokens">
            <BindingFields form={form} />
          </Section>
        </div>
      </div>
      <footer className={styles.foot}>
        <Text size="sm" c="dimmed" role="status" className={styles.footText ?? ''}>
          {Object.keys(problems).length > 0
            ? 'Correct the marked fields.'
            : 'Saved as a draft. Takes effect when you commit.'}
        </Text>
        <Button variant="default" onClick={closeClientEditor}>
          Cancel
        </Button>
        <Button type="submit">{replaces === null ? 'Add client' : 'Keep changes'}</Button>
      </footer>
    </form>
  );
}

/** An input that is marked, or the first thing to press beside a sentence that says what is wrong. */
function focusFirstProblem(form: HTMLFormElement | null): void {
  const marked = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]');
  const isInput = marked?.matches('[aria-invalid]');
  const target = isInput ? marked : marked?.parentElement?.querySelector<HTMLElement>('input, button');
  target?.focus({ preventScroll: true });
  // In the middle, clear of the footer.
  marked?.scrollIntoView({ block: 'center' });
}
