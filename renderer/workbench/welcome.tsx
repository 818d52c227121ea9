import { UnstyledButton } from '@mantine/core';
import { IconClipboardText, IconPlayerPlayFilled, IconSchool } from '@tabler/icons-react';
import { commandOf } from '../../shared/model/commands.ts';
import { tryBuiltInServer } from '../state/actions/commands.ts';
import { openImport } from '../state/actions/navigation.ts';
import { skipWelcome } from '../state/actions/workbench.ts';
import { selectIsMac } from '../state/selectors/platform.ts';
import { update, useAppState } from '../state/store.ts';
import { Keys } from '../ui/keys.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { FlowPicture } from './flow-picture.tsx';
import styles from './welcome.module.css';

/** Whether the page that greets a new user is shown: until something is sent, opened or pasted. */
export function useWelcome(): boolean {
  return useAppState(
    ({ settings, tutorial: { view: tutorial }, application: { runTutorial } }) =>
      !settings.welcomeDone && tutorial === null && !runTutorial,
  );
}

/** The first start: one click shows the whole flow. */
export function Welcome() {
  const isMac = useAppState(selectIsMac);
  return (
    <div className={styles.page}>
      <div className={styles.content}>
        <h1>Get a token. Call an API. See every byte.</h1>
        <p className={styles.lead}>The OAuth 2.0 client credentials flow, one step at a time.</p>
        <FlowPicture />
        <UnstyledButton className={styles.choice} data-main onClick={() => void tryBuiltInServer()}>
          <IconPlayerPlayFilled size={24} aria-hidden />
          <span>
            <b>Try it with the built-in server</b>
            <span className={styles.note}>Starts it on this computer, gets a token and calls its API.</span>
          </span>
          <Keys keys={commandOf('get-token').keys ?? ''} isMac={isMac} className={styles.keys} onAccent />
        </UnstyledButton>
        <div className={styles.choices}>
          <UnstyledButton className={styles.choice} onClick={() => openImport()}>
            <IconClipboardText size={24} stroke={1.75} aria-hidden />
            <span>
              <b>Paste a curl command</b>
              <span className={styles.note}>Also a JWT, a URL or a HAR file</span>
            </span>
          </UnstyledButton>
          <UnstyledButton
            className={styles.choice}
            onClick={() => update({ navigation: { page: 'flow' }, application: { runTutorial: true } })}
          >
            <IconSchool size={24} stroke={1.75} aria-hidden />
            <span>
              <b>Watch the tutorial</b>
              <span className={styles.note}>One minute, runs by itself</span>
            </span>
          </UnstyledButton>
        </div>
        <p className={styles.or}>
          or <TextButton onClick={skipWelcome}>fill in the request yourself</TextButton>
        </p>
      </div>
    </div>
  );
}
