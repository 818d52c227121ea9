import { TutorialInvitation } from '../tutorial/tutorial-invitation.tsx';
import { ApiCard } from './api/api-card.tsx';
import styles from './flow-page.module.css';
import { RequestCard } from './request/request-card.tsx';
import { ServerCard } from './server/server-card.tsx';
import { TokenCard } from './token/token-card.tsx';
import { useFlowShortcuts } from './use-flow-shortcuts.ts';

/** The flow from top to bottom: whom to ask, what to ask, what came back, what it is good for. */
export function FlowPage() {
  useFlowShortcuts();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Client credentials flow</h1>
      <TutorialInvitation />
      <div className={styles.cards}>
        <ServerCard />
        <RequestCard />
        <TokenCard />
        <ApiCard />
      </div>
    </div>
  );
}
