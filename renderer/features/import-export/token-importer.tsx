import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { decodeJwt, timeClaim } from '../../../shared/oauth/jwt/jwt.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { closeImport, showPage } from '../../state/actions/navigation.ts';
import { verifyToken } from '../../state/actions/token-operations.ts';
import { adoptToken, chooseToken, removeTokens } from '../../state/actions/tokens.ts';
import { showResult } from '../../state/actions/workbench.ts';
import { selectSaved } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { formatRelative } from '../../ui/format-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { JwtView } from '../flow/token/jwt-view.tsx';
import { SignatureTab } from '../flow/token/signature-tab.tsx';
import styles from './import-export.module.css';

/** A pasted token: decoded at once, kept only after a click. */
export function TokenImporter({ value }: { readonly value: string }) {
  const workspaceId = useAppState((state) => selectSaved(state).id);
  // Verifying asks the main process, which knows tokens that it was given.
  const [taken, setTaken] = useState<AccessToken | null>(null);
  const thrownAway = useRef<string | null>(null);
  useEffect(() => () => void (thrownAway.current && removeTokens([thrownAway.current])), []);
  const jwt = decodeJwt(value);
  const take = async () => {
    const token = taken ?? (await adoptToken(workspaceId, value, { use: false }));
    thrownAway.current = token?.id ?? null;
    setTaken(token);
    return token;
  };
  const verify = async () => {
    const token = await take();
    if (token) await verifyToken(token);
  };
  const keep = async (use: boolean) => {
    const token = await take();
    if (!token) return;
    thrownAway.current = null;
    if (use) chooseToken(token);
    showResult({ kind: 'kept-token', tokenId: token.id }, workspaceId);
    showPage('flow');
    closeImport();
  };
  return (
    <>
      <div className={styles.token} role="status" aria-label="What it says">
        <Summary value={value} />
        {taken && <SignatureTab token={taken} />}
        {jwt && <JwtView jwt={jwt} />}
      </div>
      <div className={styles.footer}>
        <Button variant="default" onClick={closeImport}>
          Discard
        </Button>
        {jwt && !taken && (
          <Button variant="default" onClick={() => void verify()}>
            Verify signature
          </Button>
        )}
        <Button variant="default" onClick={() => void keep(true)}>
          Use in API call
        </Button>
        <Button data-autofocus onClick={() => void keep(false)}>
          Keep in Tokens
        </Button>
      </div>
    </>
  );
}

function Summary({ value }: { readonly value: string }) {
  const jwt = decodeJwt(value);
  const expiresAt = jwt && timeClaim(jwt, 'exp');
  const now = useNow(1_000, expiresAt != null);
  const { iss, sub, client_id } = jwt?.claims ?? {};
  const owner = client_id ?? sub;
  return (
    <div>
      <strong>{describeLife(jwt !== null, expiresAt ?? null, now)}</strong>
      <p>
        {typeof iss === 'string' && `Issued by ${iss}${typeof owner === 'string' ? ` to ${owner}` : ''}. `}
        {jwt ? 'Decoded here; nothing was sent.' : 'An opaque token cannot be decoded. Nothing was sent.'}
      </p>
    </div>
  );
}

function describeLife(isJwt: boolean, expiresAt: number | null, now: number): string {
  if (!isJwt) return 'An opaque or encrypted token';
  if (expiresAt === null) return 'A JWT without an expiry time';
  return expiresAt <= now
    ? `This token expired ${formatRelative(expiresAt, now)}`
    : `This token expires ${formatRelative(expiresAt, now)}`;
}
