import { Switch } from '@mantine/core';
import { changeApiRequest } from '../../../state/actions/api-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';

/** Off: a redirect is shown like any other answer. */
export function FollowRedirectsSwitch() {
  const { followRedirects = false } = useAppState((state) => selectWorkspace(state).api);
  return (
    <Switch
      label="Follow redirects"
      description="Up to ten; the token is not carried to another origin."
      checked={followRedirects}
      onChange={(event) => changeApiRequest({ followRedirects: event.currentTarget.checked })}
    />
  );
}
