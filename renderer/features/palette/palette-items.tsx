import {
  IconBug,
  IconCornerDownRight,
  IconForms,
  IconHierarchy2,
  IconInfoCircle,
  IconKey,
  IconLayout,
  IconPlayerPlay,
  IconPlus,
  IconServer2,
  IconUserCircle,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { COMMAND_IDS, type CommandGroup, commandOf } from '../../../shared/model/commands.ts';
import { variablesOf } from '../../../shared/variables/variables-of.ts';
import { describeLeft, nameOfToken } from '../../exchange-view/describe-token.ts';
import { isOffered, noteOf, performCommand } from '../../state/actions/commands.ts';
import { armFault } from '../../state/actions/faults.ts';
import { goToField } from '../../state/actions/flow-fields.ts';
import { selectItem } from '../../state/actions/library.ts';
import { showPage, showSettings } from '../../state/actions/navigation.ts';
import { chooseToken } from '../../state/actions/tokens.ts';
import { switchEnvironment } from '../../state/actions/variables.ts';
import { showResult } from '../../state/actions/workbench.ts';
import { switchWorkspace } from '../../state/actions/workspaces.ts';
import { tokensOf } from '../../state/selectors/tokens.ts';
import { selectSaved, selectWorkspace } from '../../state/selectors/workspaces.ts';
import type { FlowField } from '../../state/slices/workbench.ts';
import type { AppState } from '../../state/store.ts';
import { MiniRing } from '../../ui/mini-ring.tsx';
import { SETTINGS_SECTIONS } from '../settings/sections.ts';
import { FAULT_PRESETS } from '../token-server/faults/fault-presets.ts';
import type { Findable } from './rank.ts';

type PaletteGroup =
  | CommandGroup
  | 'Clients'
  | 'API calls'
  | 'Tokens'
  | 'Workspaces'
  | 'Environments'
  | 'Faults'
  | 'Fields'
  | 'Settings';

/** One thing that the palette offers. */
export interface PaletteItem extends Findable {
  readonly group: PaletteGroup;
  readonly icon: ReactNode;
  /** At the end of the line, for example the time that a token has left. */
  readonly tail?: string;
  /** Its shortcut, as Electron names keys. */
  readonly keys?: string;
  readonly perform: () => void;
}

const ICONS: Readonly<Record<CommandGroup, ReactNode>> = {
  Run: <IconPlayerPlay size={16} />,
  Token: <IconKey size={16} />,
  'Go to': <IconCornerDownRight size={16} />,
  Add: <IconPlus size={16} />,
  'Token server': <IconServer2 size={16} />,
  View: <IconLayout size={16} />,
  Help: <IconInfoCircle size={16} />,
};

/** Every action, page, client, call, token, workspace, environment, fault and setting, as they are now. */
export function paletteItems(state: AppState, now: number): readonly PaletteItem[] {
  return [
    ...commandItems(state),
    ...tokenItems(state, now),
    ...libraryItems(state),
    ...workspaceItems(state),
    ...faultItems(),
    ...fieldItems(),
    ...SETTINGS_SECTIONS.map((section) => ({
      id: `settings:${section}`,
      group: 'Settings' as const,
      label: section,
      note: 'Settings',
      icon: <IconCornerDownRight size={16} />,
      perform: () => showSettings(section),
    })),
  ];
}

function commandItems(state: AppState): PaletteItem[] {
  return COMMAND_IDS.filter((id) => isOffered(id, state)).map((id) => {
    const { label, group, keys } = commandOf(id);
    return {
      id,
      group,
      label,
      note: noteOf(id, state),
      icon: ICONS[group],
      ...(keys !== undefined && { keys }),
      perform: () => performCommand(id),
    };
  });
}

function tokenItems(state: AppState, now: number): PaletteItem[] {
  return tokensOf(state.tokens.byId, selectSaved(state).id).map((token) => {
    const { id, receivedAt, expiresAt, revokedAt } = token;
    return {
      id: `token:${id}`,
      group: 'Tokens',
      label: nameOfToken(token),
      note: token.tokenType,
      icon: <MiniRing from={receivedAt} until={expiresAt} now={now} ended={revokedAt !== undefined} />,
      tail: describeLeft(token, now),
      perform: () => {
        chooseToken(token);
        showPage('flow');
        showResult({ kind: 'kept-token', tokenId: id });
      },
    };
  });
}

function libraryItems(state: AppState): PaletteItem[] {
  const { clients, apiCalls } = selectSaved(state);
  const choose = (list: 'clients' | 'apiCalls', id: string) => () => {
    showPage('flow');
    void selectItem(list, id);
  };
  return [
    ...clients.map(({ id, clientId, authMethod }) => ({
      id: `client:${id}`,
      group: 'Clients' as const,
      label: clientId || 'New client',
      note: authMethod,
      icon: <IconUserCircle size={16} />,
      perform: choose('clients', id),
    })),
    ...apiCalls.map(({ id, name, method, url }) => ({
      id: `call:${id}`,
      group: 'API calls' as const,
      label: name || 'Unnamed call',
      note: url === '' ? method : `${method} ${url}`,
      icon: <IconHierarchy2 size={16} />,
      perform: choose('apiCalls', id),
    })),
  ];
}

function workspaceItems(state: AppState): PaletteItem[] {
  const active = selectSaved(state);
  const { environments } = variablesOf(selectWorkspace(state));
  return [
    ...state.workspaces.list
      .filter(({ id }) => id !== active.id)
      .map(({ id, name }) => ({
        id: `workspace:${id}`,
        group: 'Workspaces' as const,
        label: name,
        note: 'Workspace',
        icon: <IconServer2 size={16} />,
        perform: () => void switchWorkspace(id),
      })),
    ...(environments.length > 1 ? environments : []).map(({ id, name }) => ({
      id: `environment:${id}`,
      group: 'Environments' as const,
      label: name,
      note: 'Environment',
      icon: <IconCornerDownRight size={16} />,
      perform: () => void switchEnvironment(id),
    })),
  ];
}

const FIELD_NAMES: Readonly<Record<FlowField, string>> = {
  'token-endpoint': 'Token endpoint',
  'client-id': 'Client ID',
  authentication: 'Client authentication',
  secret: 'Client secret',
  binding: 'Token binding (DPoP / mTLS)',
  scope: 'Scope',
  'api-url': 'API URL',
};

function fieldItems(): PaletteItem[] {
  return (Object.keys(FIELD_NAMES) as FlowField[]).map((field) => ({
    id: `field:${field}`,
    group: 'Fields',
    label: FIELD_NAMES[field],
    note: 'Field',
    icon: <IconForms size={16} />,
    perform: () => goToField(field, null),
  }));
}

function faultItems(): PaletteItem[] {
  return FAULT_PRESETS.map(({ label, detail, fault }) => ({
    id: `fault:${fault.id}`,
    group: 'Faults',
    label: `Arm fault: ${label}`,
    note: detail,
    icon: <IconBug size={16} />,
    perform: () => void armFault(fault),
  }));
}
