import { Button } from '@mantine/core';
import { IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react';
import { checkClaims } from '../../../../shared/diagnose/token-operations/check-claims.ts';
import { describeVerdict } from '../../../../shared/diagnose/token-operations/describe-verdict.ts';
import type { SignatureCheck } from '../../../../shared/ipc/token-operations.ts';
import { type DecodedJwt, decodeJwt } from '../../../../shared/oauth/jwt/jwt.ts';
import { checkProfile } from '../../../../shared/oauth/jwt/jwt-profile.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { Findings } from '../../../exchange-view/findings.tsx';
import { RunError } from '../../../exchange-view/run-error.tsx';
import { verifyToken } from '../../../state/actions/token-operations.ts';
import { selectOperations } from '../../../state/selectors/tokens.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';
import { formatMoment } from '../../../ui/format-time.ts';
import { useNow } from '../../../ui/use-now.ts';
import { InspectButton } from '../../inspector/inspect-button.tsx';
import styles from './token-panel.module.css';

/** Whether the token is the server's, and unchanged; and what else an API would look at. */
export function SignatureTab({ token }: { readonly token: AccessToken }) {
  const { running, result, error } = useAppState((state) => selectOperations(state, token.id)).verification;
  const jwt = decodeJwt(token.value);
  return (
    <div className={styles.tab} aria-busy={running !== null}>
      {error && <RunError error={error} />}
      {result ? (
        <Verdict check={result} />
      ) : (
        <>
          <p className={styles.note}>
            The server publishes its keys (JWKS). With them anyone can verify a JWT’s origin and integrity.
          </p>
          <div>
            <Button variant="default" loading={running !== null} onClick={() => void verifyToken(token)}>
              Verify the signature
            </Button>
          </div>
        </>
      )}
      {result && jwt && <ClaimChecks jwt={jwt} />}
      {result && jwt && <Profile jwt={jwt} />}
      {result && <Findings findings={result.findings} origin="jwks" />}
    </div>
  );
}

const ICONS = { good: IconCheck, bad: IconX, open: IconInfoCircle };

/** Also of an introspection answer that is signed itself. */
export function Verdict({ check }: { readonly check: SignatureCheck }) {
  const { tone, title, text } = describeVerdict(check.verdict);
  const Icon = ICONS[tone];
  const last = check.exchanges.at(-1);
  return (
    <div className={styles.verdict} data-tone={tone} role="status">
      <Icon size={17} className={styles.verdictIcon} aria-hidden="true" />
      <div className={styles.verdictWords}>
        <strong>{title}</strong>
        <p>{text}</p>
        {check.keySet && (
          <p className={styles.note}>
            Keys from {check.keySet.url}, fetched {formatMoment(check.keySet.fetchedAt)}
            {check.exchanges.length === 0 && ' (kept since)'}.
          </p>
        )}
        {last && (
          <div>
            <InspectButton exchangeId={last.id} />
          </div>
        )}
      </div>
    </div>
  );
}

function ClaimChecks({ jwt }: { readonly jwt: DecodedJwt }) {
  const now = useNow(1_000);
  const issuer = useAppState((state) => selectWorkspace(state).server.issuer);
  return (
    <section aria-label="Other checks of an API">
      <h3 className={styles.heading}>Other checks of an API</h3>
      <CheckList
        checks={checkClaims(jwt, { issuer, now }).map(({ claim, ok, text }) => ({ name: claim, ok, text }))}
      />
    </section>
  );
}

/** Information only: many servers' JWTs are older than the profile. */
function Profile({ jwt }: { readonly jwt: DecodedJwt }) {
  const checks = checkProfile(jwt);
  const missed = checks.filter(({ met }) => !met).length;
  return (
    <Fold
      as="inline"
      name="RFC 9068"
      summary={
        missed === 0
          ? 'It follows the profile for JWT access tokens.'
          : `Not RFC 9068: ${missed} of ${checks.length} points are not met. This is allowed.`
      }
    >
      <CheckList
        checks={checks.map(({ requirement, met, found, reference }) => ({
          name: requirement,
          ok: met ? true : null,
          text: met ? reference : `${found} (${reference})`,
        }))}
      />
    </Fold>
  );
}

interface Check {
  readonly name: string;
  /** Null where there is nothing to judge. */
  readonly ok: boolean | null;
  readonly text: string;
}

function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className={styles.checks}>
      {checks.map(({ name, ok, text }) => {
        const Icon = ok === null ? IconInfoCircle : ok ? IconCheck : IconX;
        const words = ok === null ? 'note' : ok ? 'good' : 'not good';
        return (
          <li key={name} data-ok={String(ok)}>
            <Icon size={14} role="img" aria-label={words} />
            <code>{name}</code>
            <span>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
