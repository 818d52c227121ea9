import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type CommandId, commandFor, commandOf } from '../../../shared/model/commands.ts';
import { ApiPreview } from '../../exchange-view/preview/api-preview.tsx';
import { TokenPreview } from '../../exchange-view/preview/token-preview.tsx';
import { leavePresentation } from '../../state/actions/presentation.ts';
import { selectIsMac } from '../../state/selectors/platform.ts';
import { selectSaved } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { Keys } from '../../ui/keys.tsx';
import { ActionBar } from '../action-bar.tsx';
import { HalfTabs } from '../half-tabs.tsx';
import { Notices } from '../notices.tsx';
import { Result } from '../result/result.tsx';
import { Toast } from '../toast.tsx';
import { FaultsState } from '../top-bar/faults-state.tsx';
import { TlsState } from '../top-bar/tls-state.tsx';
import { TokenServerState } from '../top-bar/token-server-state.tsx';
import styles from './presentation.module.css';

/** Long enough for a room to read it. */
const SHOWN_MS = 2_500;

/** The shortcut that was pressed last, and what it does: a room does not see the keyboard. */
function PressedKeys({ isMac }: { readonly isMac: boolean }) {
  const [pressed, setPressed] = useState<{ readonly command: CommandId; readonly at: number } | null>(null);
  useEffect(() => {
    const show = (event: KeyboardEvent) => {
      const command = commandFor(event);
      if (command !== null) setPressed({ command, at: event.timeStamp });
    };
    window.addEventListener('keydown', show, { capture: true });
    return () => window.removeEventListener('keydown', show, { capture: true });
  }, []);
  useEffect(() => {
    if (!pressed) return;
    const timer = setTimeout(() => setPressed(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [pressed]);
  if (!pressed) return null;
  const { label, keys = '' } = commandOf(pressed.command);
  return (
    <div key={pressed.at} className={styles.pressed} data-pressed-keys aria-hidden="true">
      <Keys keys={keys} isMac={isMac} className={styles.pressedKeys} />
      {label}
    </div>
  );
}

/** For a room: large type, the step in work and the result, credentials masked, pressed shortcuts shown. */
export function Presentation() {
  const name = useAppState((state) => selectSaved(state).name);
  const isApi = useAppState(({ workbench }) => workbench.openStep === 'api');
  const half = useAppState(({ workbench }) => workbench.half);
  const isMac = useAppState(selectIsMac);
  return (
    <div className={styles.room} data-presenting>
      <header className={styles.head} data-focus-area>
        <b className={styles.name}>{name}</b>
        <FaultsState />
        <TlsState />
        <span className={styles.server}>
          <TokenServerState />
        </span>
        <Button
          variant="default"
          rightSection={<Keys keys={commandOf('cancel').keys ?? ''} isMac={isMac} />}
          onClick={leavePresentation}
        >
          Exit
        </Button>
      </header>
      <main className={styles.halves} data-half={half}>
        <Notices />
        <div className={styles.tabs}>
          <HalfTabs />
        </div>
        <section className={styles.request} aria-label="Request" data-focus-area>
          <h1 className={styles.step}>
            <span className={styles.number} aria-hidden="true">
              {isApi ? 3 : 2}
            </span>
            {isApi ? 'API call' : 'Token request'}
          </h1>
          {isApi ? <ApiPreview /> : <TokenPreview />}
        </section>
        <Result />
      </main>
      <ActionBar end={<span className={styles.note}>Secrets are masked</span>} />
      <PressedKeys isMac={isMac} />
      <Toast />
    </div>
  );
}
