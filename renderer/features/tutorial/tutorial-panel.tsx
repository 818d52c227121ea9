import { Button, CloseButton, Group, Progress, SegmentedControl, Text } from '@mantine/core';
import {
  IconCircleCheck,
  IconCircleX,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
} from '@tabler/icons-react';
import type { TutorialProgress, TutorialSpeed, TutorialView } from '../../state/slices/tutorial.ts';
import classes from './tutorial.module.css';

export interface TutorialPanelProps {
  readonly view: TutorialView;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onNext: () => void;
  readonly onStop: () => void;
  readonly onSpeed: (speed: TutorialSpeed) => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** The narrator: a bar below the cards, never over them. What it says is read aloud as it changes. */
export function TutorialPanel(props: TutorialPanelProps) {
  const { progress, end } = props.view;
  return (
    <section className={classes.panel} aria-label="Tutorial">
      {progress && (
        <Progress
          value={(100 * (progress.number - (progress.phase === 'judged' ? 0 : 0.5))) / progress.of}
          size={3}
          radius={0}
          className={classes.progress ?? ''}
          aria-hidden
        />
      )}
      <div className={classes.body}>
        <div className={classes.narration} role="status" aria-live="polite">
          {end ? <End view={props.view} /> : progress && <Narration progress={progress} />}
        </div>
        {end ? <EndControls {...props} /> : <Controls {...props} />}
      </div>
    </section>
  );
}

function Narration({ progress }: { readonly progress: TutorialProgress }) {
  const { number, of, phase, text, title, verdict } = progress;
  return (
    <>
      <Text size="xs" c="dimmed">
        Step {number} of {of}
      </Text>
      <Text fw={600}>{title}</Text>
      <Text size="sm" className={classes.sentence ?? ''}>
        {verdict ? (
          <>
            {verdict.passed ? (
              <IconCircleCheck size={16} className={classes.passed} aria-label="Done" />
            ) : (
              <IconCircleX size={16} className={classes.failed} aria-label="Failed" />
            )}{' '}
            {verdict.text}
          </>
        ) : (
          text
        )}
        {phase === 'doing' && <span className={classes.doing}> Working…</span>}
      </Text>
    </>
  );
}

function Controls({ onNext, onPause, onResume, onSpeed, onStop, view }: TutorialPanelProps) {
  return (
    <Group gap="xs" wrap="nowrap" className={classes.controls ?? ''}>
      <SegmentedControl
        size="xs"
        aria-label="Speed"
        value={view.speed}
        onChange={(value) => onSpeed(value as TutorialSpeed)}
        data={[
          { value: 'slow', label: 'Slow' },
          { value: 'normal', label: 'Normal' },
          { value: 'fast', label: 'Fast' },
        ]}
      />
      {view.paused ? (
        <Button variant="default" size="xs" leftSection={<IconPlayerPlay size={14} />} onClick={onResume}>
          Go on
        </Button>
      ) : (
        <Button variant="default" size="xs" leftSection={<IconPlayerPause size={14} />} onClick={onPause}>
          Pause
        </Button>
      )}
      <Button variant="default" size="xs" leftSection={<IconPlayerSkipForward size={14} />} onClick={onNext}>
        Next
      </Button>
      <Button variant="default" size="xs" leftSection={<IconPlayerStop size={14} />} onClick={onStop}>
        Stop
      </Button>
    </Group>
  );
}

function End({ view }: { readonly view: TutorialView }) {
  const { end } = view;
  if (!end) return null;
  const titles = {
    passed: 'That is the whole flow',
    failed: 'The tutorial could not go on',
    stopped: 'Stopped',
  };
  return (
    <>
      <Text fw={600} className={classes.sentence ?? ''}>
        {end.kind === 'passed' && <IconCircleCheck size={18} className={classes.passed} aria-hidden />}
        {end.kind === 'failed' && <IconCircleX size={18} className={classes.failed} aria-hidden />}{' '}
        {titles[end.kind]}
      </Text>
      <Text size="sm">
        {end.text}
        {end.kind === 'failed' ? '' : ' Your own request is back in the cards.'}
      </Text>
    </>
  );
}

function EndControls({ onAgain, onClose }: TutorialPanelProps) {
  return (
    <Group gap="xs" wrap="nowrap" className={classes.controls ?? ''}>
      <Button variant="default" size="xs" onClick={onAgain}>
        Run it again
      </Button>
      <CloseButton aria-label="Close the tutorial" onClick={onClose} />
    </Group>
  );
}
