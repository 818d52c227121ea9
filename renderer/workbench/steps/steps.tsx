import { ApiStep } from './api-step.tsx';
import { RequestStep } from './request-step.tsx';
import { ServerStep } from './server-step.tsx';
import styles from './step.module.css';

/** The request from top to bottom: whom to ask, what to ask, what the token is good for. One step is open. */
export function Steps() {
  return (
    <div className={styles.steps}>
      <ServerStep />
      <RequestStep />
      <ApiStep />
    </div>
  );
}
