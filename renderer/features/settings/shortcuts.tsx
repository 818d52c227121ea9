import { Fragment } from 'react';
import { MENU_SHORTCUTS, namesOfKeys } from '../../../shared/model/menu-shortcuts.ts';
import { selectIsMac } from '../../state/selectors/platform.ts';
import { useAppState } from '../../state/store.ts';
import classes from './settings.module.css';

/** Several ways to do the same stand side by side. */
type Shortcut = readonly [does: string, ...keys: string[]];

const GROUPS: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      ['Get token', MENU_SHORTCUTS.run],
      ['Call API', 'CmdOrCtrl+Shift+Enter'],
      ['Token, then call', 'CmdOrCtrl+Alt+Enter'],
      ['Open step 1, 2 or 3', 'Alt+1'],
      ['Cancel what runs; close what is open', 'Esc'],
      ['Flow', MENU_SHORTCUTS['show-flow']],
      ['History', MENU_SHORTCUTS['show-history']],
      ['Token server', MENU_SHORTCUTS['show-token-server']],
      ['Settings', MENU_SHORTCUTS['show-settings']],
      ['Paste curl or import', MENU_SHORTCUTS.import],
      ['New workspace', MENU_SHORTCUTS['new-workspace']],
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
      ['Select, or no longer', 'Space'],
      ['Compare the two that are selected', 'C'],
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
