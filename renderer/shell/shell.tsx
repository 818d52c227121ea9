import { useEffect } from 'react';
import { Tutorial } from '../features/tutorial/tutorial.tsx';
import { leavePresentation } from '../state/actions/presentation.ts';
import { announceReady } from '../state/actions/start.ts';
import { useAppState } from '../state/store.ts';
import { loadLater } from '../ui/load-later.tsx';
import { Frame } from '../workbench/frame.tsx';
import { Presentation } from '../workbench/presentation/presentation.tsx';
import { Workbench } from '../workbench/workbench.tsx';
import { DropVeil } from './drop-veil.tsx';
import { StartFailure } from './start-failure.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** What the first page does not need is read from the disk when that one is on the screen. */
const historyPage = loadLater(() =>
  import('../features/history/history-page.tsx').then(({ HistoryPage }) => HistoryPage),
);
const tokenServerPage = loadLater(() =>
  import('../features/token-server/token-server-page.tsx').then(({ TokenServerPage }) => TokenServerPage),
);
const settingsPage = loadLater(() =>
  import('../features/settings/settings-page.tsx').then(({ SettingsPage }) => SettingsPage),
);
const inspectorDrawer = loadLater(() =>
  import('../features/inspector/inspector-drawer.tsx').then(({ InspectorDrawer }) => InspectorDrawer),
);

const importDialog = loadLater(() =>
  import('../features/import-export/import-dialog.tsx').then(({ ImportDialog }) => ImportDialog),
);
const exportDialog = loadLater(() =>
  import('../features/import-export/export-dialog.tsx').then(({ ExportDialog }) => ExportDialog),
);
const snippetDialog = loadLater(() =>
  import('../features/snippets/snippet-dialog.tsx').then(({ SnippetDialog }) => SnippetDialog),
);
const variablesDialog = loadLater(() =>
  import('../features/variables/variables-dialog.tsx').then(({ VariablesDialog }) => VariablesDialog),
);
const tokenShelfDrawer = loadLater(() =>
  import('../features/token-shelf/token-shelf-drawer.tsx').then(({ TokenShelfDrawer }) => TokenShelfDrawer),
);
const metadataDrawer = loadLater(() =>
  import('../features/discovery/metadata-drawer.tsx').then(({ MetadataDrawer }) => MetadataDrawer),
);
const keysDialog = loadLater(() =>
  import('../features/keys/keys-dialog.tsx').then(({ KeysDialog }) => KeysDialog),
);
const repeatDrawer = loadLater(() =>
  import('../features/repeat/repeat-drawer.tsx').then(({ RepeatDrawer }) => RepeatDrawer),
);
const palette = loadLater(() => import('../features/palette/palette.tsx').then(({ Palette }) => Palette));
const LATER = [
  palette,
  historyPage,
  tokenServerPage,
  settingsPage,
  inspectorDrawer,
  importDialog,
  exportDialog,
  snippetDialog,
  variablesDialog,
  tokenShelfDrawer,
  metadataDrawer,
  keysDialog,
  repeatDrawer,
];

/** The frame with its pages, and what opens over them. */
export function Shell() {
  const phase = useAppState((state) => state.application.phase);
  const startError = useAppState((state) => state.application.startError);
  const importing = useAppState((state) => state.navigation.importDialog.open);
  const exporting = useAppState((state) => state.navigation.exportedWorkspaceId !== null);
  const coding = useAppState((state) => state.navigation.snippetTarget !== null);
  const naming = useAppState((state) => state.navigation.variablesDialog.open);
  const repeating = useAppState((state) => state.repeat.panel !== null);
  const shelving = useAppState((state) => state.tokens.shelf.open);
  const describing = useAppState((state) => state.discovery.metadataDialog);
  const keeping = useAppState((state) => state.keys.dialog !== null);
  const finding = useAppState((state) => state.navigation.paletteOpen);
  const inspecting = useAppState(
    (state) => state.history.drawerId !== null && state.navigation.page !== 'history',
  );

  const presenting = useAppState((state) => state.navigation.presenting && state.navigation.page === 'flow');
  useShortcuts();
  useLeavingPresentation();
  useEffect(() => {
    if (phase === 'starting') return;
    // Two frames: the first one draws this state, the second one begins when it is on the screen.
    requestAnimationFrame(() =>
      requestAnimationFrame(async () => {
        await announceReady();
        await Promise.all(LATER.map((later) => later.load()));
      }),
    );
  }, [phase]);

  if (phase === 'starting') return null;
  if (phase === 'failed') return startError && <StartFailure error={startError} />;
  return (
    <>
      {presenting ? (
        <Presentation />
      ) : (
        <Frame
          pages={{
            flow: <Workbench />,
            history: <historyPage.Component />,
            'token-server': <tokenServerPage.Component />,
            settings: <settingsPage.Component />,
          }}
        >
          <Tutorial />
        </Frame>
      )}
      <DropVeil />
      {repeating && <repeatDrawer.Component />}
      {shelving && <tokenShelfDrawer.Component />}
      {inspecting && <inspectorDrawer.Component />}
      {importing && <importDialog.Component />}
      {exporting && <exportDialog.Component />}
      {coding && <snippetDialog.Component />}
      {naming && <variablesDialog.Component />}
      {describing && <metadataDrawer.Component />}
      {finding && <palette.Component />}
      {keeping && <keysDialog.Component />}
    </>
  );
}

/** Another page is no part of a presentation: going there ends it. */
function useLeavingPresentation(): void {
  const page = useAppState((state) => state.navigation.page);
  useEffect(() => {
    if (page !== 'flow') leavePresentation();
  }, [page]);
}
