import { Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Settings } from '../../../shared/model/settings.ts';
import { changeSettings } from '../../state/actions/settings.ts';
import { update, useAppState } from '../../state/store.ts';
import { HistorySettings } from '../history/history-settings.tsx';
import { About } from './about.tsx';
import { SecretStorageNote } from './secret-storage-note.tsx';
import type { SettingsSection } from './sections.ts';
import classes from './settings.module.css';
import { Shortcuts } from './shortcuts.tsx';
import { TrustSection } from './trust/trust-section.tsx';
import { WorkspaceList } from './workspace-list.tsx';

export function SettingsPage() {
  const theme = useAppState((state) => state.settings.theme);
  const secretStorage = useAppState((state) => state.secrets.storage);
  const tutorialRuns = useAppState(
    (state) => state.tutorial.view !== null && state.tutorial.view.end === null,
  );
  return (
    <div className={classes.page}>
      <Title order={1} className={classes.title ?? ''}>
        Settings
      </Title>
      <Section title="Appearance">
        <Group gap="md">
          <SegmentedControl<Settings['theme']>
            aria-label="Theme"
            value={theme}
            onChange={(value) => void changeSettings({ theme: value })}
            data={[
              { value: 'system', label: 'Follow the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Group>
      </Section>
      <Section title="Workspaces">
        <WorkspaceList />
      </Section>
      <Section title="Trust">
        <TrustSection />
      </Section>
      <Section title="Secrets">
        <SecretStorageNote storage={secretStorage} />
      </Section>
      <Section title="History">
        <HistorySettings />
      </Section>
      <Section title="Tutorial">
        <Text size="sm" mb="sm">
          Runs the flow automatically against the built-in token server, then restores your request.
        </Text>
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} />}
          disabled={tutorialRuns}
          onClick={() => update({ navigation: { page: 'flow' }, application: { runTutorial: true } })}
        >
          Run the tutorial
        </Button>
      </Section>
      <Section title="Keyboard">
        <Shortcuts />
      </Section>
      <Section title="About">
        <About />
      </Section>
    </div>
  );
}

function Section({ children, title }: { readonly children: ReactNode; readonly title: SettingsSection }) {
  const section = useRef<HTMLElement>(null);
  const isWanted = useAppState((state) => state.navigation.settingsSection === title);
  useEffect(() => {
    if (!isWanted) return;
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.focus({ preventScroll: true });
    update({ navigation: { settingsSection: null } });
  }, [isWanted]);
  return (
    <section ref={section} aria-label={title} tabIndex={-1} className={classes.section}>
      <Title order={2} className={classes.sectionTitle ?? ''}>
        {title}
      </Title>
      <div className={classes.card}>{children}</div>
    </section>
  );
}
