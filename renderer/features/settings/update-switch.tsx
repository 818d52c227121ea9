import { Anchor, Switch, Text } from '@mantine/core';
import type { AppError } from '../../../shared/errors.ts';
import type { UpdateCheck } from '../../../shared/ipc/outputs.ts';
import type { Result } from '../../../shared/result.ts';
import { openExternal } from '../../state/actions/external-links.ts';
import { setCheckForUpdates } from '../../state/actions/update-check.ts';
import { useAppState } from '../../state/store.ts';

/** Asks for the latest release only if the user wants that. */
export function UpdateSwitch() {
  const page = useAppState((state) => state.application.releasesPage);
  const isOn = useAppState((state) => state.settings.checkForUpdates);
  return (
    <div>
      <Switch
        label="Check for updates at start"
        description={
          page === null
            ? 'This build has no releases page.'
            : `Asks ${new URL(page).host} for the latest version. Credence never downloads or installs it.`
        }
        disabled={page === null}
        checked={isOn && page !== null}
        onChange={({ currentTarget }) => void setCheckForUpdates(currentTarget.checked)}
      />
      <UpdateResult />
    </div>
  );
}

function UpdateResult() {
  const check = useAppState((state) => state.application.updateCheck);
  if (check === null) return null;
  return (
    <Text size="sm" role="status" aria-label="Updates">
      {check.status === 'running' ? 'Checking…' : <Found result={check.result} />}
    </Text>
  );
}

function Found({ result }: { readonly result: Result<UpdateCheck, AppError> }) {
  if (!result.ok) return `${result.error.message} ${result.error.nextStep ?? ''}`;
  const { isNewer, latest, page } = result.value;
  if (!isNewer) return 'This is the latest version.';
  return (
    <>
      Credence {latest} is available.{' '}
      <Anchor component="button" type="button" size="sm" onClick={() => void openExternal(page)}>
        Open the releases page
      </Anchor>
    </>
  );
}
