import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Finding } from '../../../shared/diagnose/finding.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import type { RequestPreview } from '../../../shared/ipc/runs.ts';
import { showPreviewTab } from '../../state/actions/workbench.ts';
import { useAppState } from '../../state/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import layout from '../../ui/layout.module.css';
import styles from './preview-panel.module.css';

export interface PreviewTab {
  readonly name: string;
  readonly content: ReactNode;
  /** Actions for this view: copy, change the shell. */
  readonly tools: ReactNode;
}

export interface PreviewPanelProps {
  readonly label: string;
  readonly preview: RequestPreview | null;
  /** The form is still empty, which is not an error. */
  readonly blank: boolean;
  readonly tabs: (request: HttpRequest) => readonly PreviewTab[];
}

/** A request before it is sent, in several formats, with warnings. */
export function PreviewPanel({ label, preview, blank, tabs }: PreviewPanelProps) {
  // The chosen tab persists across steps and changes.
  const chosen = useAppState((state) => state.workbench.previewTab);
  const request = preview?.request ?? null;
  const views = request ? tabs(request) : [];
  const current = views.find(({ name }) => name === chosen) ?? views[0];
  return (
    <section className={layout.tightStack} aria-label={label}>
      {current && (
        <Tabs value={current.name} onChange={(name) => name && showPreviewTab(name)} className={styles.tabs}>
          <div className={styles.bar}>
            <Tabs.List className={styles.list}>
              {views.map(({ name }) => (
                <Tabs.Tab key={name} value={name}>
                  {name}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <div className={styles.tools}>{current.tools}</div>
          </div>
          {views.map(({ name, content }) => (
            // Scrollable content must be reachable by keyboard: assertions and proofs make requests long.
            <Tabs.Panel key={name} value={name} className={styles.text} tabIndex={0}>
              {name === current.name && content}
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
      {preview?.problem && <Problem problem={preview.problem} blank={blank} />}
      {preview && preview.warnings.length > 0 && <Warnings warnings={preview.warnings} />}
    </section>
  );
}

function Problem({ problem, blank }: { readonly problem: AppError; readonly blank: boolean }) {
  if (blank) {
    return (
      <div role="status">
        <EmptyState title={problem.message}>{problem.nextStep}</EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.problem} role="status">
      <strong>{problem.message}</strong>
      {problem.nextStep !== undefined && <p>{problem.nextStep}</p>}
    </div>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly Finding[] }) {
  return (
    <ul className={styles.warnings} aria-label="Before you send">
      {warnings.map(({ id, title, nextStep, reference, severity }) => (
        <li key={id} data-severity={severity}>
          <strong>{title}</strong> {nextStep} {reference !== null && <em>{reference}</em>}
        </li>
      ))}
    </ul>
  );
}
