import { ApiStep } from './api-step.tsx';
import { RequestStep } from './request-step.tsx';
import { ServerStep } from './server-step.tsx';
import styles from './step.module.css';

/** The three steps of the flow. One at most is open. */
export function Steps() {
  return (
    <div className={styles.steps}>
      <ServerStep />
      <RequestStep />
      <ApiStep />
    </div>
  );
}
