import { Switch } from '@mantine/core';
import { changeApiRequest } from '../../../state/actions/api-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';

/** Off: a redirect is shown like any other response. */
export function RedirectsFold() {
  const { followRedirects = false } = useAppState((state) => selectWorkspace(state).api);
  return (
    <Fold name="Redirects" summary={followRedirects ? 'followed' : 'not followed'}>
      <Switch
        label="Follow redirects"
        description="Up to ten. The token is not sent to another origin."
        checked={followRedirects}
        onChange={(event) => changeApiRequest({ followRedirects: event.currentTarget.checked })}
      />
    </Fold>
  );
}
