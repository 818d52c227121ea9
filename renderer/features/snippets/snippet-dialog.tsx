import { SegmentedControl, Tabs } from '@mantine/core';
import { useMemo } from 'react';
import { buildSnippet } from '../../../shared/formats/snippets/build-snippet.ts';
import { SNIPPET_LANGUAGES, type SnippetTarget } from '../../../shared/formats/snippets/snippet.ts';
import { chooseSnippetLanguage, closeSnippets, showSnippets } from '../../state/actions/navigation.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import layout from '../../ui/layout.module.css';
import { SnippetView } from './snippet-view.tsx';
import styles from './snippets.module.css';

/** The token call or the API call as a short program, in the language of one's own. */
export function SnippetDialog() {
  const workspace = useAppState(selectWorkspace);
  const target = useAppState((state) => state.navigation.snippetTarget) ?? 'token';
  const language = useAppState((state) => state.navigation.snippetLanguage);
  const snippet = useMemo(() => buildSnippet(workspace, { language, target }), [workspace, language, target]);
  const choose = (value: string | null) => {
    chooseSnippetLanguage(SNIPPET_LANGUAGES.find(({ id }) => id === value)?.id ?? language);
  };
  return (
    <Dialog onClose={closeSnippets} title="Code" size={860}>
      <div className={layout.stack}>
        <SegmentedControl<SnippetTarget>
          aria-label="What the program does"
          className={styles.target ?? ''}
          value={target}
          onChange={showSnippets}
          data={[
            { value: 'token', label: 'Token call' },
            { value: 'api', label: 'API call with token renewal' },
          ]}
        />
        <Tabs value={language} onChange={choose} keepMounted={false}>
          <Tabs.List>
            {SNIPPET_LANGUAGES.map(({ id, label }) => (
              <Tabs.Tab key={id} value={id} className={styles.tab ?? ''}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={language} className={styles.panel ?? ''}>
            <SnippetView snippet={snippet} />
          </Tabs.Panel>
        </Tabs>
      </div>
    </Dialog>
  );
}
