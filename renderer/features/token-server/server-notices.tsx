import { Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import classes from './token-server.module.css';

/** What is worth knowing of a start that went well, for example that a damaged authority was made anew. */
export function ServerNotices({ notices }: { readonly notices: readonly string[] }) {
  if (notices.length === 0) return null;
  return (
    <div className={classes.failure} role="status">
      <IconInfoCircle size={20} aria-hidden />
      <div className={classes.failureText}>
        {notices.map((notice) => (
          <Text key={notice} size="sm">
            {notice}
          </Text>
        ))}
      </div>
    </div>
  );
}
