import { useAppState } from '../../state/store.ts';
import { loadLater } from '../../ui/load-later.tsx';
import { TutorialInvitation } from '../tutorial/tutorial-invitation.tsx';
import styles from './flow-page.module.css';
import { RequestCard } from './request/request-card.tsx';
import { ServerCard } from './server/server-card.tsx';
import { useFlowShortcuts } from './use-flow-shortcuts.ts';

// At the start these two are below the edge of most windows: the window can be used sooner without them.
const tokenCard = loadLater(() => import('./token/token-card.tsx').then(({ TokenCard }) => TokenCard));
const apiCard = loadLater(() => import('./api/api-card.tsx').then(({ ApiCard }) => ApiCard));

/** The flow from top to bottom: whom to ask, what to ask, what came back, what it is good for. */
export function FlowPage() {
  useFlowShortcuts();
  const whole = useAppState((state) => state.firstFrameShown);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Client credentials flow</h1>
      <TutorialInvitation />
      <div className={styles.cards}>
        <ServerCard />
        <RequestCard />
        {whole && <tokenCard.Component />}
        {whole && <apiCard.Component />}
      </div>
    </div>
  );
}
