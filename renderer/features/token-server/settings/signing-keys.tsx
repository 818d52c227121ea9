import { Button, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { rotateSigningKeys } from '../../../state/actions/token-server.ts';
import { formatClock } from '../../../ui/format-time.ts';
import classes from '../token-server.module.css';

/** New keys by a click, as after a leak, or to see whether an API follows the key set. */
export function SigningKeys({ running }: { readonly running: boolean }) {
  const [rotatedAt, setRotatedAt] = useState<number | null>(null);
  const rotate = async () => {
    if (await rotateSigningKeys()) setRotatedAt(Date.now());
  };
  return (
    <div className={classes.section}>
      <Text size="sm">
        Keys for JWT access tokens are generated on first use. A new key has a new kid; the old one stays in
        the key set until its tokens expire.
      </Text>
      <div className={classes.inline}>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          disabled={!running}
          onClick={() => void rotate()}
        >
          Rotate signing keys
        </Button>
        <Text size="xs" c="dimmed" role="status">
          {running
            ? rotatedAt !== null && `New keys sign since ${formatClock(rotatedAt)}.`
            : 'Start the server to rotate its keys.'}
        </Text>
      </div>
    </div>
  );
}
