import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { readLicenses } from '../../state/actions/files.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './settings.module.css';

/** The licenses of Credence and of everything it bundles. */
export function LicensesDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<AppError | null>(null);
  useEffect(() => {
    void readLicenses().then((result) => (result.ok ? setText(result.value) : setProblem(result.error)));
  }, []);
  return (
    <Dialog title="Licenses" size="xl" onClose={onClose}>
      {problem ? (
        <ProblemNote error={problem} />
      ) : (
        <textarea className={classes.licenses} aria-label="License texts" rows={28} readOnly value={text} />
      )}
    </Dialog>
  );
}
