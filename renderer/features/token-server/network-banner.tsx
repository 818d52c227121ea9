import { Text } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import type { NetworkEndpoints } from '../../../shared/token-server/state.ts';
import classes from './token-server.module.css';

/** Stays for as long as others can reach the server. */
export function NetworkBanner({ network }: { readonly network: NetworkEndpoints }) {
  return (
    <div className={classes.failure} role="alert">
      <IconWorld size={20} aria-hidden />
      <div className={classes.failureText}>
        <Text size="sm" fw={500}>
          {network.host === null
            ? 'The token server answers to other host names'
            : 'The token server is open to the network'}
        </Text>
        <Text size="sm">
          {network.baseUrls.join(', ')}
          {network.host !== null && '. Anyone who can reach this machine can use it.'}
        </Text>
      </div>
    </div>
  );
}
