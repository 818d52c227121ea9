import { Button, CloseButton, Group, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { changeSettings } from '../../state/actions/settings.ts';
import { store, useAppState } from '../../state/store.ts';
import classes from './tutorial.module.css';

/** Asks newcomers, until they have run the tutorial or waved it away; the menu keeps it in reach afterwards. */
export function TutorialInvitation() {
  const wanted = useAppState((state) => !state.settings.tutorialSeen && state.tutorial === null);
  if (!wanted) return null;
  return (
    <section className={classes.invitation} aria-label="First steps">
      <div>
        <Text fw={600}>New to the client credentials flow?</Text>
        <Text size="sm" c="dimmed">
          The tutorial walks through these cards by itself, against Credence’s own token server. It takes a
          minute and changes nothing of yours.
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          onClick={() => store.setState({ page: 'flow', runTutorial: true })}
        >
          Run the tutorial
        </Button>
        <CloseButton
          aria-label="Do not show this again"
          onClick={() => void changeSettings({ tutorialSeen: true })}
        />
      </Group>
    </section>
  );
}
