import type { Evidence } from './evidence/evidence.ts';
import type { FindingAction } from './finding.ts';

/** Ways to a certificate: one that the workspace has, else the manager. */
export function certificateActions({ workspace }: Pick<Evidence, 'workspace'>): FindingAction[] {
  const ready = workspace.keys?.filter(({ certificates }) => certificates.length > 0) ?? [];
  return [
    ...ready
      .slice(0, 2)
      .map(({ id, name }): FindingAction => ({ kind: 'present-certificate', keyId: id, name })),
    { kind: 'choose-key', use: 'certificate' },
  ];
}
