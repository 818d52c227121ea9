import { Button } from '@mantine/core';
import { IconCode } from '@tabler/icons-react';
import type { SnippetTarget } from '../../../shared/formats/snippets/snippet.ts';
import { showSnippets } from '../../state/actions/navigation.ts';

/** Shows the card's request as a program in several languages. */
export function CodeButton({ target }: { readonly target: SnippetTarget }) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconCode size={15} />}
      aria-label={target === 'token' ? 'Code for the token request' : 'Code for the API call'}
      aria-haspopup="dialog"
      onClick={() => showSnippets(target)}
    >
      Code
    </Button>
  );
}
