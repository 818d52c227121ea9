import type { DestinationKind } from '../../../shared/trust/destinations.ts';
import type { OriginSummary } from '../../../shared/trust/import-summary.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import styles from './import-export.module.css';

const KIND_NAMES: Readonly<Record<DestinationKind, string>> = {
  token: 'token endpoint',
  introspection: 'introspection',
  revocation: 'revocation',
  jwks: 'key set (JWKS)',
  metadata: 'metadata',
  api: 'API',
  proxy: 'proxy',
};

/** Where a workspace would send what, before it is imported. */
export function OriginsReading({ origins }: { readonly origins: readonly OriginSummary[] }) {
  if (origins.length === 0) return null;
  return (
    <div className={styles.reading}>
      <KeyValueTable label="Who gets what" rows={origins.map(rowOf)} />
    </div>
  );
}

function rowOf({ origin, kinds, receives, isForeign, isUnencrypted }: OriginSummary) {
  return {
    key: origin,
    name: kinds.map((kind) => KIND_NAMES[kind]).join(', '),
    value: (
      <>
        <code>{origin}</code>: {receives.length === 0 ? 'no credentials' : receives.join(', ')}
        {isForeign && <strong className={styles.warned}>Not the token endpoint’s origin</strong>}
        {isUnencrypted && <strong className={styles.warned}>Not encrypted (http)</strong>}
      </>
    ),
  };
}
