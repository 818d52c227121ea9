import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { IconDots, IconRoute } from '@tabler/icons-react';
import type { ServerClientView } from '../../../../shared/token-server/client-view.ts';
import {
  describeAuthentication,
  describeCapability,
  describeTokens,
} from '../../../../shared/token-server/describe-client.ts';
import { CLIENT_DEFAULTS } from '../../../../shared/token-server/server-client.ts';
import {
  duplicateServerClient,
  editServerClient,
  removeServerClient,
  setServerClientEnabled,
} from '../../../state/actions/server-clients.ts';
import type { PendingChange } from '../../../state/server-clients/client-draft.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import styles from './clients.module.css';

export interface ClientRowProps {
  readonly client: ServerClientView;
  readonly pending: PendingChange['kind'] | null;
  readonly onUse: () => void;
}

/** Of a client with many scopes, the first ones tell enough; the editor has them all. */
const SHOWN_SCOPES = 12;

/** One client as the server's administrator sees it: everything but the secret. */
export function ClientRow({ client, onUse, pending }: ClientRowProps) {
  const { clientId, description, scopes } = client;
  const enabled = client.enabled ?? CLIENT_DEFAULTS.enabled;
  const facts = [describeAuthentication(client.authentication), ...describeRest(client)];
  return (
    <li className={styles.client}>
      <div className={styles.clientText}>
        <div className={styles.clientHead}>
          <code className={styles.clientId}>{clientId}</code>
          {!enabled && <StatusBadge tone="caution">Disabled</StatusBadge>}
          {pending && (
            <StatusBadge tone="neutral">{pending === 'added' ? 'New' : 'Changed'}, pending</StatusBadge>
          )}
        </div>
        {description !== '' && <Text size="sm">{description}</Text>}
        <Text size="xs" c="dimmed" className={styles.facts ?? ''}>
          {facts.join(' · ')}
        </Text>
        <div className={styles.scopes}>
          {scopes.length === 0 && (
            <Text size="xs" c="dimmed">
              No scopes
            </Text>
          )}
          {scopes.slice(0, SHOWN_SCOPES).map((scope) => (
            <span key={scope} className={styles.scope} title={scope}>
              {scope}
            </span>
          ))}
          {scopes.length > SHOWN_SCOPES && (
            <Text size="xs" c="dimmed">
              and {scopes.length - SHOWN_SCOPES} more
            </Text>
          )}
        </div>
      </div>
      <div className={styles.clientActions}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconRoute size={14} />}
          aria-label={`Use in the Flow: ${clientId}`}
          disabled={pending === 'added'}
          onClick={onUse}
        >
          Use in the Flow
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Edit ${clientId}`}
          onClick={() => editServerClient(clientId)}
        >
          Edit
        </Button>
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon aria-label={`More for ${clientId}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => duplicateServerClient(clientId)}>Duplicate…</Menu.Item>
            <Menu.Item onClick={() => setServerClientEnabled(clientId, !enabled)}>
              {enabled ? 'Disable' : 'Enable'}
            </Menu.Item>
            <Menu.Item onClick={() => removeServerClient(clientId)}>Delete</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}

function describeRest(client: ServerClientView): readonly string[] {
  const { capabilities = CLIENT_DEFAULTS.capabilities, tokenLifetime } = client;
  const { certificateBinding = CLIENT_DEFAULTS.certificateBinding, dpop = CLIENT_DEFAULTS.dpop } = client;
  return [
    `${describeTokens(client)}, ${tokenLifetime} s`,
    ...(capabilities.length === CLIENT_DEFAULTS.capabilities.length
      ? []
      : [`${capabilities.map(describeCapability).join(', ') || 'Nothing'} only`]),
    ...(dpop === 'allowed' ? [] : [`DPoP ${dpop}`]),
    ...(certificateBinding === 'off' ? [] : [`Certificate-bound tokens ${certificateBinding}`]),
  ];
}
