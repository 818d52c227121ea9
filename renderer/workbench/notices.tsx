import { CloseButton } from '@mantine/core';
import { dismissNotice } from '../state/actions/notices.ts';
import { useAppState } from '../state/store.ts';
import styles from './notices.module.css';

/** What went wrong (or is worth knowing) and belongs to no single field. Stays until dismissed. */
export function Notices() {
  const notices = useAppState((state) => state.notices.list);
  return (
    <div className={styles.notices} role="log" aria-label="Notices">
      {notices.map(({ id, tone, message, nextStep, detail }) => (
        <div key={id} className={styles.notice} data-tone={tone}>
          <div className={styles.words}>
            <strong>{message}</strong>
            {nextStep !== null && <p>{nextStep}</p>}
            {detail !== null && <code className={styles.detail}>{detail}</code>}
          </div>
          <CloseButton size="sm" aria-label="Dismiss" onClick={() => dismissNotice(id)} />
        </div>
      ))}
    </div>
  );
}
