import { closeShelf } from '../../state/actions/token-shelf.ts';
import { useAppState } from '../../state/store.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { TokenComparison } from './token-comparison.tsx';
import { TokenList } from './token-list.tsx';

/** The tokens of the workspace in use, or two of them side by side. */
export function TokenShelfDrawer() {
  const { chosen, comparing } = useAppState((state) => state.tokens.shelf);
  const [left, right] = chosen;
  return (
    <SidePanel title="Tokens" onClose={closeShelf}>
      {comparing && left !== undefined && right !== undefined ? (
        <TokenComparison leftId={left} rightId={right} />
      ) : (
        <TokenList />
      )}
    </SidePanel>
  );
}
