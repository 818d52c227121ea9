import { readdirSync } from 'node:fs';
import type { Command } from 'commander';

/** Options whose value is the name of a file. */
const FILE_OPTIONS = ['secret-file', 'cacert'];

/** What a shell would have to quote. */
const ODD = /[\s"'\\$`!&|;<>()*?[\]{}#~]/;

/**
 * What `source <(credence complete bash)` needs if the package bash-completion is not installed, as on macOS. It replaces
 * this function where it is loaded.
 */
const BASH_FALLBACK = `declare -F _get_comp_words_by_ref > /dev/null || _get_comp_words_by_ref() {
    words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=\${words[cword]}; prev=\${words[cword-1]}
}`;

/** Adds the command `complete`, which prints a shell's script and, for that script, the words that may come next. */
export async function addCompletion(program: Command, words: readonly string[]): Promise<void> {
  const { default: tab } = await import('@bomb.sh/tab/commander');
  for (const command of tab(program).commands.values()) {
    for (const argument of command.arguments.values()) {
      if (argument.name === 'file') argument.handler = (complete) => completeFiles(words, complete);
    }
    for (const option of command.options.values()) {
      if (FILE_OPTIONS.includes(option.value)) option.handler = (complete) => completeFiles(words, complete);
    }
  }
  if (words.at(-1) === 'bash') program.hook('preAction', () => console.log(BASH_FALLBACK));
}

/** The folders and files that the last word may become; the library leaves out those that it does not begin. */
function completeFiles(
  words: readonly string[],
  complete: (value: string, description: string) => void,
): void {
  const [folder = ''] = /^.*\//.exec(words.at(-1) ?? '') ?? [];
  try {
    for (const entry of readdirSync(folder || '.', { withFileTypes: true })) {
      if (!ODD.test(entry.name) && !entry.name.startsWith('.'))
        complete(`${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`, '');
    }
  } catch {
    // No such folder: nothing to complete.
  }
}
