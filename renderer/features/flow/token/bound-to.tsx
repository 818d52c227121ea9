import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { describeBinding } from './describe-binding.ts';

/** Badges that say which key or certificate goes with the token; none for a plain bearer token. */
export function BoundTo({ token }: { readonly token: AccessToken }) {
  const keys = useAppState((state) => selectWorkspace(state).keys) ?? [];
  return describeBinding(token, keys).map(({ text, tone }) => (
    <StatusBadge key={text} tone={tone}>
      {text}
    </StatusBadge>
  ));
}
