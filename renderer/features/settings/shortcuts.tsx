import { Fragment } from 'react';
import { COMMAND_IDS, commandOf, namesOfKeys } from '../../../shared/model/commands.ts';
import { selectIsMac } from '../../state/selectors/platform.ts';
import { useAppState } from '../../state/store.ts';
import classes from './settings.module.css';

/** Several ways to do the same stand side by side. */
type Shortcut = readonly [does: string, ...keys: string[]];

const GROUPS: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      ...COMMAND_IDS.map(commandOf).flatMap(({ label, keys }): Shortcut[] =>
        keys === undefined ? [] : [[label, keys]],
      ),
      ['Next or previous area', 'F6', 'Shift+F6'],
    ],
  },
  {
    title: 'In rows of parameters and headers',
    shortcuts: [
      ['Next row; after the last, a new one', 'Enter'],
      ['Move the row', 'Alt+↑', 'Alt+↓'],
    ],
  },
  {
    title: 'In the history',
    shortcuts: [
      ['Search', 'CmdOrCtrl+F'],
      ['Move; with Shift, select more', '↑', '↓'],
      ['Open', 'Enter'],
      ['Select or deselect', 'Space'],
      ['Compare the two selected', 'C'],
      ['Pin', 'P'],
      ['Delete', 'Delete'],
    ],
  },
];

/** What the keyboard does, for whoever would not find it by trying. */
export function Shortcuts() {
  const isMac = useAppState(selectIsMac);
  return (
    <div className={classes.shortcuts}>
      {GROUPS.map(({ title, shortcuts }) => (
        <div key={title}>
          <h3>{title}</h3>
          <dl>
            {shortcuts.map(([does, ...ways]) => (
              <div key={does} className={classes.shortcut}>
                <dt>{does}</dt>
                <dd>
                  {ways.map((way, index) => (
                    <Fragment key={way}>
                      {index > 0 && ' '}
                      {namesOfKeys(way, isMac).map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </Fragment>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}
