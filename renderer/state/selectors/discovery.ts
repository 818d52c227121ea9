import { type DiscoveryState, idleDiscovery } from '../slices/discovery.ts';
import type { AppState } from '../store.ts';
import { selectWorkspace } from './workspaces.ts';

export function selectDiscovery(state: AppState): DiscoveryState {
  return state.discovery.byWorkspace[selectWorkspace(state).id] ?? idleDiscovery;
}
