import { Button, Checkbox, NumberInput } from '@mantine/core';
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { describeChanges, staleInputs } from '../../../shared/oauth/token/token-state.ts';
import { MOST_AT_ONCE, MOST_REQUESTS, type RepeatTarget } from '../../../shared/repeat/limits.ts';
import { cancelRepeat, chooseRepeat, startRepeat } from '../../state/actions/repeat.ts';
import { selectRemoteHost, selectRepeat } from '../../state/selectors/repeat.ts';
import { selectCurrentToken } from '../../state/selectors/runs.ts';
import { selectCurrentIsStale } from '../../state/selectors/tokens.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { CautionBox } from '../../ui/caution-box.tsx';
import { formatCount } from '../../ui/format-count.ts';
import styles from './repeat.module.css';

/** How often, and how many at once. What could do harm, or is not what it seems, is said before it starts. */
export function RepeatForm({ target }: { readonly target: RepeatTarget }) {
  const { planned, atOnce, allowedHosts } = useAppState((state) => state.repeat.choice);
  const { runId } = useAppState((state) => selectRepeat(state, target));
  const host = useAppState((state) => selectRemoteHost(state, target));
  const isAllowed = host === null || allowedHosts.includes(host);
  const running = runId !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isAllowed && !running) void startRepeat(target);
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label="What to repeat">
      <div className={styles.fields}>
        <NumberInput
          label="Requests"
          description={`1 to ${formatCount(MOST_REQUESTS)}`}
          min={1}
          max={MOST_REQUESTS}
          allowDecimal={false}
          clampBehavior="strict"
          value={planned}
          onChange={(value) => chooseRepeat({ planned: whole(value) })}
          disabled={running}
          data-autofocus
        />
        <NumberInput
          label="Concurrency"
          description={`1 to ${MOST_AT_ONCE}`}
          min={1}
          max={MOST_AT_ONCE}
          allowDecimal={false}
          clampBehavior="strict"
          value={atOnce}
          onChange={(value) => chooseRepeat({ atOnce: whole(value) })}
          disabled={running}
        />
        {running ? (
          <Button
            variant="default"
            leftSection={<IconPlayerStopFilled size={13} />}
            onClick={() => void cancelRepeat(target)}
          >
            Cancel
          </Button>
        ) : (
          <Button type="submit" leftSection={<IconPlayerPlayFilled size={13} />} disabled={!isAllowed}>
            Start
          </Button>
        )}
      </div>
      {target === 'api' && <TokenNote />}
      {host !== null && (
        <CautionBox>
          <p>
            <strong>{host} is not this computer.</strong> Many concurrent requests may slow it down, lock the
            client, or look like an attack.
          </p>
          <Checkbox
            label={`I am allowed to load-test ${host}`}
            checked={isAllowed}
            disabled={running}
            onChange={(event) =>
              chooseRepeat({
                allowedHosts: event.currentTarget.checked
                  ? [...allowedHosts, host]
                  : allowedHosts.filter((allowed) => allowed !== host),
              })
            }
          />
        </CautionBox>
      )}
    </form>
  );
}

/** Which token goes along. A stale one is not sent silently: starting then is the decision, and it says so. */
function TokenNote() {
  const token = useAppState(selectCurrentToken);
  const stale = useAppState(selectCurrentIsStale);
  const workspace = useAppState(selectWorkspace);
  if (!token) return <p className={styles.note}>There is no token, so the calls are sent without one.</p>;
  if (!stale) return <p className={styles.note}>Every call sends the token selected in step 3.</p>;
  return (
    <CautionBox>
      <p>
        <strong>The token in step 3 is stale:</strong> {describeChanges(staleInputs(token, workspace))} since
        it was requested. Get a new one first, or start to send this one anyway.
      </p>
    </CautionBox>
  );
}

/** An empty field is the smallest number until something is typed. */
function whole(value: string | number): number {
  return typeof value === 'number' ? value : 1;
}
