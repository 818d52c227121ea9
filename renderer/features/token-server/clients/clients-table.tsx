import { Group, Table, Text } from '@mantine/core';
import type { ServerClientView } from '../../../../shared/token-server/client-view.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import classes from '../token-server.module.css';

/** The server's clients as its administrator sees them: everything but the secret, which can never be read again. */
export function ClientsTable({ clients }: { readonly clients: readonly ServerClientView[] }) {
  return (
    <div className={classes.section}>
      <div className={classes.tableScroll}>
        <Table verticalSpacing="sm" aria-label="Clients of the token server">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Client ID</Table.Th>
              <Table.Th>Description</Table.Th>
              <Table.Th>Capability</Table.Th>
              <Table.Th>Scopes</Table.Th>
              <Table.Th>Token lifetime</Table.Th>
              <Table.Th>Secret</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {clients.map((client) => (
              <Table.Tr key={client.clientId}>
                <Table.Td className={classes.clientId}>{client.clientId}</Table.Td>
                <Table.Td>{client.description}</Table.Td>
                <Table.Td className={classes.nowrap}>Client credentials</Table.Td>
                <Table.Td>
                  <Scopes scopes={client.scopes} />
                </Table.Td>
                <Table.Td className={classes.nowrap}>{client.tokenLifetime} s</Table.Td>
                <Table.Td className={classes.nowrap}>Kept as a hash</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text size="sm" c="dimmed" maw={640}>
        A secret is shown once, when its client is made; afterwards the server holds only its hash. The demo
        clients here are made at first start with the tutorial’s documented secret, Secr3t!
      </Text>
    </div>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return <Text size="sm">none</Text>;
  return (
    <Group gap={4}>
      {scopes.map((scope) => (
        <StatusBadge key={scope} tone="good">
          {scope}
        </StatusBadge>
      ))}
    </Group>
  );
}
